import type { Mesh } from '../../mesh/Mesh';
import { selectsWorkload } from '../../mesh/selectors';
import type { Workload } from '../../mesh/types';
import {
  asLabels,
  asList,
  asRecord,
  asText,
  asTexts,
  at,
} from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import { splitHost } from '../reading/gateways';
import { perMesh } from '../reading/perMesh';
import { push } from '../reading/push';
import { registryOf } from '../reading/registry';
import { namespaceOf, seenFrom } from '../reading/scope';
import type { Check } from '../types';

const workloadsByNamespace = perMesh(mesh => {
  const index = new Map<string, Workload[]>();
  mesh.workloads.forEach(workload => push(index, workload.namespace, workload));
  return index;
});

/** A Sidecar with its selector and the workloads that it selects. */
interface Scoped {
  object: KubeObject;
  namespace: string;
  selector: Record<string, string>;
  hasSelector: boolean;
  workloads: Workload[];
}

const sidecars = perMesh(mesh =>
  mesh.objects('Sidecar', 'networking.istio.io').map((object): Scoped => {
    const namespace = namespaceOf(object);
    const selector = asLabels(at(object, 'spec', 'workloadSelector', 'labels'));
    const hasSelector = Object.keys(selector).length > 0;
    return {
      object,
      namespace,
      selector,
      hasSelector,
      workloads: (workloadsByNamespace(mesh).get(namespace) ?? []).filter(
        workload => hasSelector && selectsWorkload(selector, workload),
      ),
    };
  }),
);

const says = (other: KubeObject, text: string) => ({
  object: refOf(other),
  field: 'spec.workloadSelector',
  says: `${describeRef(refOf(other))} ${text}`,
});

export const severalDefaultSidecars: Check = {
  code: 'MESH2401',
  severity: 'error',
  title: 'Several Sidecars for a whole namespace',
  kiali: ['KIA0002'],
  istioctl: ['IST0111'],
  find: mesh => {
    const byNamespace = new Map<string, Scoped[]>();
    sidecars(mesh)
      .filter(({ hasSelector }) => !hasSelector)
      .forEach(sidecar => push(byNamespace, sidecar.namespace, sidecar));
    return [...byNamespace.values()]
      .filter(list => list.length > 1)
      .flatMap(list =>
        list.map(({ object, namespace }) => ({
          object: refOf(object),
          field: 'spec.workloadSelector',
          message: `${describeRef(
            refOf(object),
          )} has no workloadSelector, and namespace ${namespace} has ${
            list.length
          } such Sidecars; only the oldest is used.`,
          fix: 'Keep one Sidecar without a workloadSelector in the namespace.',
          because: list
            .filter(other => other.object !== object)
            .map(other => says(other.object, 'has none either.')),
        })),
      );
  },
};

export const overlappingSidecars: Check = {
  code: 'MESH2402',
  severity: 'error',
  title: 'Several Sidecars for one workload',
  kiali: ['KIA0003'],
  istioctl: ['IST0110'],
  find: mesh => {
    const byWorkload = new Map<Workload, Scoped[]>();
    for (const sidecar of sidecars(mesh)) {
      sidecar.workloads.forEach(workload =>
        push(byWorkload, workload, sidecar),
      );
    }
    const others = new Map<Scoped, Map<Scoped, Workload>>();
    for (const [workload, list] of byWorkload) {
      for (const one of list) {
        const known = others.get(one) ?? new Map<Scoped, Workload>();
        list
          .filter(other => other !== one && !known.has(other))
          .forEach(other => known.set(other, workload));
        others.set(one, known);
      }
    }
    return [...others]
      .filter(([, known]) => known.size > 0)
      .map(([{ object }, known]) => ({
        object: refOf(object),
        field: 'spec.workloadSelector.labels',
        message: `${describeRef(refOf(object))} selects workloads that ${[
          ...known.keys(),
        ]
          .map(other => describeRef(refOf(other.object)))
          .join(', ')} ${
          known.size > 1 ? 'select' : 'selects'
        } too; only the oldest is used for each.`,
        fix: 'Select every workload by one Sidecar only.',
        because: [...known].map(([other, workload]) =>
          says(other.object, `selects ${workload.name} too.`),
        ),
      }));
  },
};

export const sidecarSelectsNothing: Check = {
  code: 'MESH2403',
  severity: 'warning',
  title: 'Sidecar that selects nothing',
  kiali: ['KIA0004'],
  istioctl: ['IST0101'],
  find: mesh =>
    sidecars(mesh)
      .filter(({ hasSelector, workloads }) => hasSelector && !workloads.length)
      .map(({ object, selector, namespace }) => ({
        object: refOf(object),
        field: 'spec.workloadSelector.labels',
        message: `${describeRef(refOf(object))} selects ${Object.entries(
          selector,
        )
          .map(pair => pair.join('='))
          .join(', ')}, and no workload of namespace ${namespace} has that.`,
        fix: 'Correct the labels, or remove the Sidecar.',
      })),
};

/** Whether a wildcard or a host leads to a service that the Sidecar's namespace sees. */
function leadsSomewhere(
  mesh: Mesh,
  namespace: string,
  host: string,
  own: string,
): boolean {
  return registryOf(mesh)
    .matching(host)
    .some(
      ({ service, scope }) =>
        (namespace === '*' || service.namespace === namespace) &&
        seenFrom(scope, own),
    );
}

export const egressHost: Check = {
  code: 'MESH2404',
  severity: 'warning',
  title: 'Sidecar for a service that does not exist',
  kiali: ['KIA1004'],
  find: mesh =>
    sidecars(mesh).flatMap(({ object, namespace: own }) =>
      asList(at(object, 'spec', 'egress')).flatMap((egress, index) =>
        asTexts(asRecord(egress).hosts).flatMap((entry, place) => {
          const isShared =
            own === mesh.config.rootNamespace && entry.startsWith('./');
          const [namespace, host] = splitHost(entry, own);
          return host === '*' ||
            namespace === '~' ||
            isShared ||
            leadsSomewhere(mesh, namespace, host, own)
            ? []
            : {
                object: refOf(object),
                field: `spec.egress[${index}].hosts[${place}]`,
                message: `${describeRef(
                  refOf(object),
                )} lets its workloads reach ${entry}, which is no service that ${own} sees.`,
                fix: 'Write namespace/host with the namespace that the service is in and its full host, or remove the entry.',
              };
        }),
      ),
    ),
};

export const globalSidecarSelector: Check = {
  code: 'MESH2405',
  severity: 'warning',
  title: 'Default Sidecar of the mesh with a selector',
  kiali: ['KIA1006'],
  find: mesh =>
    sidecars(mesh)
      .filter(
        ({ namespace, hasSelector }) =>
          hasSelector && namespace === mesh.config.rootNamespace,
      )
      .map(({ object }) => ({
        object: refOf(object),
        field: 'spec.workloadSelector',
        message: `${describeRef(
          refOf(object),
        )} is in the root namespace, where a Sidecar is the default of the mesh, but has a workloadSelector: it applies to workloads of that namespace only.`,
        fix: 'Remove the workloadSelector, or move the Sidecar to the namespace of the workloads.',
      })),
};

export const emptyOutboundPolicy: Check = {
  code: 'MESH2406',
  severity: 'info',
  title: 'Outbound policy without a mode',
  kiali: ['KIA1007'],
  find: mesh =>
    sidecars(mesh).flatMap(({ object }) => {
      const policy = at(object, 'spec', 'outboundTrafficPolicy');
      return policy !== undefined && !asText(asRecord(policy).mode)
        ? {
            object: refOf(object),
            field: 'spec.outboundTrafficPolicy.mode',
            message: `${describeRef(
              refOf(object),
            )} has an outboundTrafficPolicy without a mode, which Istio reads as REGISTRY_ONLY: calls to unknown hosts are refused.`,
            fix: 'Write REGISTRY_ONLY or ALLOW_ANY, or remove outboundTrafficPolicy to keep the default of the mesh.',
          }
        : [];
    }),
};

function isAmbient(mesh: Mesh, { namespace, hasSelector, workloads }: Scoped) {
  const labels = asLabels(mesh.namespaces.get(namespace)?.metadata.labels);
  const isNamespace =
    labels['istio.io/dataplane-mode'] === 'ambient' &&
    labels['istio-injection'] !== 'enabled' &&
    labels['istio.io/rev'] === undefined;
  return hasSelector
    ? workloads.length > 0 &&
        workloads.every(({ sidecar }) => sidecar.state === 'ambient')
    : isNamespace;
}

export const sidecarInAmbient: Check = {
  code: 'MESH2407',
  severity: 'warning',
  title: 'Sidecar for workloads without a sidecar',
  istioctl: ['IST0167'],
  find: mesh =>
    sidecars(mesh)
      .filter(sidecar => isAmbient(mesh, sidecar))
      .map(({ object, hasSelector, namespace }) => ({
        object: refOf(object),
        field: 'spec',
        message: `${describeRef(refOf(object))} has no effect: ${
          hasSelector
            ? 'the workloads it selects are'
            : `namespace ${namespace} is`
        } in ambient mode, without sidecars.`,
        fix: 'Remove it.',
      })),
};
