import { groupOf, type KubeObject } from '@ecotrack/mesh-engine';
import { fieldsOf, textOf } from './fields';

/** How the examples name the repository that they stand in. */
const WRITTEN = 'https://git.ecotrack.example.com';

/** Whether an object is an Application of Argo CD. */
export const isApplication = ({ apiVersion, kind }: KubeObject): boolean =>
  kind === 'Application' && groupOf(apiVersion) === 'argoproj.io';

/** An Application of the examples with the address that its repository has here; any other object as it is. */
export function atForge(object: KubeObject, forgeUrl: string): KubeObject {
  const spec = fieldsOf(object.spec);
  const source = fieldsOf(spec.source);
  const repoURL = textOf(source.repoURL) ?? '';
  return isApplication(object) && repoURL.startsWith(`${WRITTEN}/`)
    ? {
        ...object,
        spec: {
          ...spec,
          source: {
            ...source,
            repoURL: `${forgeUrl}${repoURL.slice(WRITTEN.length)}`,
          },
        },
      }
    : object;
}

/** `owner/name` of a repository of the forge; undefined when the address is another's. */
export function repositoryAt(
  repoURL: string,
  forgeUrl: string,
): string | undefined {
  const path = repoURL.startsWith(`${forgeUrl}/`)
    ? repoURL.slice(forgeUrl.length)
    : '';
  return /^\/([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(path)?.[1];
}
