import type { Mesh } from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import { namesOf, requireNamespace } from '../../security/common/find';

/** A service or host of a namespace, or all of the namespace; `*` for whatever namespace. */
export type Dependency = { namespace: string; service?: string };

/** Services that a name may stand for; a host may be a wildcard. */
function matching(mesh: Mesh, { namespace, service = '*' }: Dependency) {
  return mesh.services.filter(
    each =>
      (namespace === '*' || each.namespace === namespace) &&
      (each.name === service ||
        each.host === service ||
        (service.startsWith('*') && each.host.endsWith(service.slice(1)))),
  );
}

/** A dependency as Istio writes it, with the full host. */
export function hostOf(
  mesh: Mesh,
  home: string,
  dependency: Dependency,
  field: string,
): string {
  const { namespace, service } = dependency;
  if (namespace !== '*') {
    requireNamespace(mesh, namespace, `${field}.namespace`);
  }
  const prefix = namespace === home ? '.' : namespace;
  if (service === undefined || service === '*') {
    return `${prefix}/*`;
  }
  const [found] = matching(mesh, dependency);
  if (!found) {
    throw new ParameterError(
      `${field}.service`,
      `Namespace ${namespace} of this environment has no service or host ${service}. ${namesOf(
        matching(mesh, { namespace }).map(each => each.name),
      )}`,
    );
  }
  return `${prefix}/${found.name === service ? found.host : service}`;
}

const withoutDot = (host: string, home: string): string =>
  host.startsWith('./') ? `${home}${host.slice(1)}` : host;

/** The hosts with what is written already first, and as it is written. */
export function inOrder(
  wanted: readonly string[],
  written: readonly string[],
  home: string,
): string[] {
  const isKept = (host: string) =>
    wanted.some(each => withoutDot(each, home) === withoutDot(host, home));
  const kept = written.filter(isKept);
  const added = wanted.filter(
    host =>
      !kept.some(each => withoutDot(each, home) === withoutDot(host, home)),
  );
  return [...kept, ...new Set(added)];
}

/** What an entry of a Sidecar stands for. */
export function dependencyOf(
  mesh: Mesh,
  home: string,
  host: string,
): Dependency {
  const [prefix = '', name = '*'] = host.split('/');
  const namespace = prefix === '.' ? home : prefix;
  const service = mesh.services.find(
    each => each.host === name && each.namespace === namespace,
  );
  return name === '*'
    ? { namespace }
    : { namespace, service: service?.name ?? name };
}
