import type { Mesh } from '../../mesh/Mesh';
import { selectsWorkload } from '../../mesh/selectors';
import type { MeshService } from '../../mesh/types';
import { asList, asRecord, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { type Rule, allRules } from '../reading/destinationRules';
import { perMesh } from '../../mesh/perMesh';
import { push } from '../reading/push';
import { registryOf } from '../reading/registry';
import { namespaceOf } from '../reading/scope';
import { routedSubsets } from '../reading/subsetEndpoints';
import type { Check } from '../types';

const words = (labels: Record<string, string>) =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');

/** Labels that istiod gives an endpoint from its node. */
const OF_THE_NODE = /^topology\.(kubernetes\.io|istio\.io)\//;

const workloadEntries = perMesh(mesh => {
  const index = new Map<string, Record<string, unknown>[]>();
  mesh
    .objects('WorkloadEntry', 'networking.istio.io')
    .forEach(entry =>
      push(index, namespaceOf(entry), asRecord(at(entry, 'spec', 'labels'))),
    );
  return index;
});

const fits = (
  wanted: Record<string, string>,
  labels: Record<string, unknown>,
) => Object.entries(wanted).every(([key, value]) => labels[key] === value);

/** Whether any endpoint of a service carries the labels. */
function hasEndpoint(
  mesh: Mesh,
  service: MeshService,
  labels: Record<string, string>,
): boolean {
  const object = mesh.get(service.ref);
  const isEntry = service.ref.kind === 'ServiceEntry';
  const listed = isEntry
    ? asList(at(object, 'spec', 'endpoints')).map(endpoint =>
        asRecord(asRecord(endpoint).labels),
      )
    : [];
  const selector = isEntry
    ? asRecord(at(object, 'spec', 'workloadSelector', 'labels'))
    : service.selector ?? {};
  const entries =
    Object.keys(selector).length > 0
      ? (workloadEntries(mesh).get(service.namespace) ?? []).filter(entry =>
          fits(selector as Record<string, string>, entry),
        )
      : [];
  return (
    service.workloads.some(workload => selectsWorkload(labels, workload)) ||
    [...listed, ...entries].some(entry => fits(labels, entry))
  );
}

/** Where nothing is known of the endpoints, nothing can be missing. */
function knowsEndpoints(mesh: Mesh, { ref, selector }: MeshService): boolean {
  return ref.kind === 'Service'
    ? Object.keys(selector ?? {}).length > 0
    : asList(at(mesh.get(ref), 'spec', 'endpoints')).length > 0 ||
        at(mesh.get(ref), 'spec', 'workloadSelector') !== undefined;
}

function servicesFor(mesh: Mesh, { host, namespace }: Rule): MeshService[] {
  const registered = host.startsWith('*')
    ? registryOf(mesh).matching(host)
    : registryOf(mesh).visibleAt(host, namespace);
  return registered.map(({ service }) => service);
}

export const subsetSelectsNothing: Check = {
  code: 'MESH2102',
  severity: 'error',
  title: 'Subset without pods',
  kiali: ['KIA0203'],
  istioctl: ['IST0173'],
  find: mesh =>
    allRules(mesh).flatMap(rule => {
      const services = servicesFor(mesh, rule);
      const known = services.filter(service => knowsEndpoints(mesh, service));
      if (known.length === 0 || known.length < services.length) {
        return [];
      }
      return rule.subsets.flatMap(({ name, labels, field }) => {
        const lasting = Object.fromEntries(
          Object.entries(labels).filter(
            ([key, value]) => value === '' || !OF_THE_NODE.test(key),
          ),
        );
        if (
          Object.keys(lasting).length === 0 ||
          known.some(service => hasEndpoint(mesh, service, lasting))
        ) {
          return [];
        }
        const isRouted = services.some(service =>
          routedSubsets(mesh).has(`${service.host} ${name}`),
        );
        return {
          object: refOf(rule.object),
          field: `${field}.labels`,
          severity: isRouted ? ('error' as const) : ('info' as const),
          message: `Subset ${name} of ${describeRef(
            refOf(rule.object),
          )} wants ${words(labels)}, and no pod of ${rule.written} has that: ${
            isRouted
              ? 'requests that are routed to it fail with 503'
              : 'requests to it would fail, though no route leads to it'
          }.`,
          fix: 'Correct the labels, deploy the version, or remove the subset.',
          because: known.map(service => ({
            object: service.ref,
            says: `The workloads of ${service.name} are ${
              service.workloads
                .map(workload => `${workload.name} (${words(workload.labels)})`)
                .join('; ') || 'none'
            }.`,
          })),
        };
      });
    }),
};
