import type { KubeObject, Mesh } from '@ecotrack/mesh-engine';
import { NETWORKING } from '../../edges/external/types';
import { providerHosts } from '../../edges/telemetry/providers';
import { inOrder } from '../../edges/sidecar/dependencies';
import { listenerOf, sidecarFor } from '../../edges/sidecar/sidecarScope';
import type { Caller } from '../../security/common/callers';
import { newObject } from '../../security/common/planOf';
import { at, texts, withAt } from '../../security/common/values';
import type { Onboarding } from '../Onboarding';

/** Sidecars that say what the proxies of a caller know. */
export function scopesOf(
  mesh: Mesh,
  { namespace, serviceAccount }: Caller,
): KubeObject[] {
  const found = mesh.workloads
    .filter(
      workload =>
        workload.namespace === namespace &&
        workload.serviceAccount === serviceAccount,
    )
    .map(
      workload =>
        sidecarFor(mesh, { namespace, workload }) ??
        sidecarFor(mesh, { namespace }),
    );
  return [...new Set(found)].filter(scope => scope !== undefined);
}

/** Whether an entry of a Sidecar has a host in it. */
function covers(entry: string, host: string, home: string): boolean {
  const [place, name] = entry.split('/');
  const [wanted, service] = host.split('/');
  const inFull = (each: string | undefined) => (each === '.' ? home : each);
  return (
    (place === '*' || inFull(place) === inFull(wanted)) &&
    (name === '*' || name === service)
  );
}

/** The Sidecar with hosts that it lacks. */
export function reach(
  sidecar: KubeObject,
  hosts: readonly string[],
  home: string,
): KubeObject {
  const place = ['spec', 'egress', listenerOf(sidecar), 'hosts'];
  const written = texts(at(sidecar, ...place));
  const missing = hosts.filter(
    host => !written.some(entry => covers(entry, host, home)),
  );
  const said = written.filter(entry => entry !== '~/*');
  return missing.length === 0 || written.length === 0
    ? sidecar
    : withAt(sidecar, place, inOrder([...said, ...missing], said, home));
}

/** Where the proxies themselves send traces and logs. */
const reportedTo = (mesh: Mesh): string[] =>
  providerHosts(mesh)
    .map(host => mesh.serviceByHost(host))
    .flatMap(service =>
      service ? [`${service.namespace}/${service.host}`] : [],
    );

/** The Sidecar: what the proxies of the service need to know, and no more. */
export function addScope(onboarding: Onboarding, hosts: readonly string[]) {
  const { mesh, service, selector, workloads } = onboarding;
  const { namespace, name } = service;
  const [workload] = workloads;
  if (workload?.sidecar.state === 'ambient') {
    return;
  }
  const all = `${mesh.config.rootNamespace}/*`;
  const named = [...hosts, ...reportedTo(mesh)];
  const wanted = [
    ...new Set(named.filter(host => !covers(all, host, namespace))),
    all,
  ];
  const known = workload && sidecarFor(mesh, { namespace, workload });
  onboarding.put(
    known
      ? reach(known, wanted, namespace)
      : newObject(
          mesh,
          NETWORKING,
          'Sidecar',
          { namespace, name },
          {
            workloadSelector: { labels: selector },
            egress: [{ hosts: wanted }],
          },
        ),
  );
  if (!known) {
    onboarding.note(
      `The proxies of ${name} know only the dependencies that are named here: calls to anything else fail or leave the mesh.`,
    );
  }
}
