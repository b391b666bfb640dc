/**
 * GitHub as a host of the repositories that changes of the mesh are proposed to.
 *
 * @packageDocumentation
 */
export { serviceMeshModuleGithub as default } from './module';
export { GithubRepositoryHost } from './GithubRepositoryHost';
