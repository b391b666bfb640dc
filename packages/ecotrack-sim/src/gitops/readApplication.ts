import type { KubeObject } from '@ecotrack/mesh-engine';
import { fieldsOf, isFields, textOf } from './fields';
import { isApplication, repositoryAt } from './repositoryUrl';

/** Which commit and folder an Application is made from. */
export interface Source {
  repoURL: string;
  path: string;
  targetRevision: string;
}

/** What starts without a person. */
export interface Automation {
  prune: boolean;
  selfHeal: boolean;
  allowEmpty: boolean;
}

/** An Application whose manifests the forge has. */
export interface Application {
  /** `owner/name`. */
  repository: string;
  source: Source;
  destination: unknown;
  /** Absent when a person starts each sync. */
  automated?: Automation;
}

const PLAIN_SOURCE = ['name', 'ref'];

const isThisCluster = ({ server, name }: Record<string, unknown>) =>
  (server ?? 'https://kubernetes.default.svc') ===
    'https://kubernetes.default.svc' && (name ?? 'in-cluster') === 'in-cluster';

/** Reads an Application; undefined when it is of another repository or cluster, or made by Helm or a plugin. */
export function readApplication(
  object: KubeObject,
  forgeUrl: string,
): Application | undefined {
  const { source, sources, destination, syncPolicy } = fieldsOf(object.spec);
  const { repoURL, path, targetRevision, ...rest } = fieldsOf(source);
  const repository = repositoryAt(textOf(repoURL) ?? '', forgeUrl);
  const isPlain = Object.keys(rest).every(key => PLAIN_SOURCE.includes(key));
  if (
    !isApplication(object) ||
    repository === undefined ||
    sources !== undefined ||
    !isPlain ||
    !isThisCluster(fieldsOf(destination))
  ) {
    return undefined;
  }
  const { automated } = fieldsOf(syncPolicy);
  const isOn = isFields(automated) && automated.enabled !== false;
  return {
    repository,
    source: {
      repoURL: textOf(repoURL) ?? '',
      path: textOf(path) ?? '',
      targetRevision: textOf(targetRevision) ?? 'HEAD',
    },
    destination,
    ...(isOn && {
      automated: {
        prune: automated.prune === true,
        selfHeal: automated.selfHeal === true,
        allowEmpty: automated.allowEmpty === true,
      },
    }),
  };
}
