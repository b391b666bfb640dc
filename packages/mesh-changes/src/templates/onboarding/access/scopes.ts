import type { Mesh } from '@ecotrack/mesh-engine';
import { NETWORKING } from '../../edges/external/types';
import { providerHosts } from '../../edges/telemetry/providers';
import { covers, reach } from '../../edges/sidecar/reach';
import { sidecarFor } from '../../edges/sidecar/sidecarScope';
import { newObject } from '../../security/common/planOf';
import type { Onboarding } from '../Onboarding';

/** Where the proxies themselves send traces and logs. */
const reportedTo = (mesh: Mesh): string[] =>
  providerHosts(mesh)
    .map(host => mesh.serviceByHost(host))
    .flatMap(service =>
      service ? [`${service.namespace}/${service.host}`] : [],
    );

/** The Sidecar: what the proxies of the service need to know, and no more. */
export function addScope(onboarding: Onboarding, hosts: readonly string[]) {
  const { mesh, service, selector, workloads, given } = onboarding;
  const { namespace, name } = service;
  const [workload] = workloads;
  if (workload?.sidecar.state === 'ambient') {
    return;
  }
  const all = `${mesh.config.rootNamespace}/*`;
  // The members of a data store talk to each other.
  const own = given.runtime === 'tcp' ? [`./${service.host}`] : [];
  const named = [...own, ...hosts, ...reportedTo(mesh)];
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
