import { perMesh } from '../../mesh/perMesh';
import type { MeshService, Workload } from '../../mesh/types';
import { asList, asRecord, asTexts, at } from '../../resources/fields';
import type { ObjectRef } from '../../resources/types';
import { refOf } from '../../resources/ref';
import { splitHost } from './gateways';
import { registryOf } from './registry';
import { sidecars } from './sidecars';

/** A service whose workloads say, by a Sidecar, that they call another. */
export interface Call {
  from: MeshService;
  to: string;
  workload: Workload;
  sidecar: ObjectRef;
  /** Path of the egress host. */
  field: string;
}

/** Calls that Sidecars declare host by host; wildcards say nothing of who calls whom. */
export const declaredCalls = perMesh(mesh => {
  const calls = new Map<string, Call>();
  for (const { object, namespace: own, workloads } of sidecars(mesh)) {
    const hosts = asList(at(object, 'spec', 'egress')).flatMap(
      (egress, index) =>
        asTexts(asRecord(egress).hosts).map((entry, place) => ({
          host: splitHost(entry, own)[1],
          field: `spec.egress[${index}].hosts[${place}]`,
        })),
    );
    for (const { host, field } of hosts) {
      if (!host.includes('*') && registryOf(mesh).at(host).length > 0) {
        for (const workload of workloads) {
          for (const from of mesh.servicesOf(workload)) {
            if (from.host !== host) {
              const sidecar = refOf(object);
              calls.set(`${from.host} ${host}`, {
                from,
                to: host,
                workload,
                sidecar,
                field,
              });
            }
          }
        }
      }
    }
  }
  return [...calls.values()];
});
