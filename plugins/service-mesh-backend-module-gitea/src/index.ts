/**
 * Gitea and Forgejo as hosts of the repositories that changes of the mesh are proposed to.
 *
 * @packageDocumentation
 */
export { serviceMeshModuleGitea as default } from './module';
export { GiteaRepositoryHost } from './GiteaRepositoryHost';
