import type { Mesh } from '../../mesh/Mesh';
import { perMesh } from '../../mesh/perMesh';
import type { MeshService, ServicePort, Workload } from '../../mesh/types';
import { asList, asNumber, asRecord, asText, at } from '../../resources/fields';
import { rulesFor, type Rule } from './destinationRules';

/** A TLS mode that a rule gives callers of a port. */
export interface TlsClaim {
  rule: Rule;
  service: MeshService;
  port: ServicePort;
  mode: string;
  /** Path of the mode. */
  field: string;
  subset?: string;
}

const modeOf = (tls: unknown) => asText(asRecord(tls).mode) ?? 'DISABLE';

/** What a traffic policy says for a port: settings of a port replace those of the destination whole. */
function inPolicy(
  policy: Record<string, unknown>,
  field: string,
  port: ServicePort,
): Pick<TlsClaim, 'mode' | 'field'> | undefined {
  const list = asList(policy.portLevelSettings);
  const index = list.findIndex(
    entry => asNumber(at(entry, 'port', 'number')) === port.number,
  );
  const tls = index < 0 ? policy.tls : asRecord(list[index]).tls;
  const place = index < 0 ? '' : `.portLevelSettings[${index}]`;
  return tls === undefined
    ? undefined
    : { mode: modeOf(tls), field: `${field}${place}.tls.mode` };
}

/** Rules that callers of a service may use: of each namespace the one with the most exact host. */
function effectiveRules(mesh: Mesh, service: MeshService): Rule[] {
  const seen = new Set<string>();
  return rulesFor(mesh, service.host).filter(rule => {
    const isFirst = !seen.has(rule.namespace);
    seen.add(rule.namespace);
    return isFirst;
  });
}

function claimsOf(rule: Rule, service: MeshService): TlsClaim[] {
  return service.ports.flatMap(port => {
    const own = inPolicy(rule.policy, 'spec.trafficPolicy', port);
    const ofSubsets = rule.subsets.flatMap(({ name, field, policy }) => {
      const claim = inPolicy(policy, `${field}.trafficPolicy`, port);
      return claim ? [{ rule, service, port, subset: name, ...claim }] : [];
    });
    return own ? [{ rule, service, port, ...own }, ...ofSubsets] : ofSubsets;
  });
}

/** Every TLS mode that a DestinationRule gives callers of a service of the mesh. */
export const tlsClaims = perMesh(mesh =>
  mesh.services
    .filter(({ workloads }) => workloads.length > 0)
    .flatMap(service =>
      effectiveRules(mesh, service).flatMap(rule => claimsOf(rule, service)),
    ),
);

const callers = perMesh(mesh => {
  const byNamespace = new Map<string, Workload>();
  for (const workload of mesh.workloads) {
    const { state, expected } = workload.sidecar;
    const hasSidecar = state === 'all' || (state === 'unknown' && expected);
    if (hasSidecar && !byNamespace.has(workload.namespace)) {
      byNamespace.set(workload.namespace, workload);
    }
  }
  return byNamespace;
});

/** Workloads with a sidecar that may use a rule: one of its own namespace, and one of another. */
export function callersOf(mesh: Mesh, { namespace }: Rule): Workload[] {
  const all = callers(mesh);
  const other = [...all.values()].find(
    workload => workload.namespace !== namespace,
  );
  return [all.get(namespace), other].flatMap(workload => workload ?? []);
}
