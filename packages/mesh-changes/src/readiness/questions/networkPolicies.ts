import {
  refOf,
  type KubeObject,
  type Mesh,
  type Workload,
} from '@ecotrack/mesh-engine';
import { listed } from '../../templates/security/common/find';
import { letsThrough, policiesOf, type Passage } from '../reading/networkRules';
import type { Found, Question } from '../reading/Question';
import { probedPort } from '../reading/ports';
import { probesOf } from '../reading/probes';
import { remember } from '../reading/remember';
import type { Subject } from '../reading/Subject';

const XDS = 15012;
const WEBHOOK = 15017;
const HBONE = 15008;
const METRICS = [15020, 15090];
const DNS = 53;
/** Where the probes of the kubelet come from in ambient. */
const KUBELET = '169.254.7.127';

const controlPlanes = remember((mesh): Workload[] =>
  mesh.workloads.filter(
    ({ namespace, labels }) =>
      namespace === mesh.config.rootNamespace &&
      (labels.app === 'istiod' || labels.istio === 'pilot'),
  ),
);

const hasAmbient = remember(mesh =>
  mesh.workloads.some(({ sidecar }) => sidecar.state === 'ambient'),
);

const names = (policies: readonly KubeObject[]) =>
  `NetworkPolicy ${listed(policies.map(({ metadata }) => metadata.name))}`;

/** What is said of a connection that is closed, or of which it depends on addresses. */
function closed(
  passage: Passage,
  policies: readonly KubeObject[],
  {
    place,
    state,
    what,
    why,
    fix,
  }: {
    place: string;
    state: 'blocked' | 'warning';
    what: string;
    why: string;
    fix: string;
  },
): Found[] {
  if (policies.length === 0 || passage === true) {
    return [];
  }
  const because = policies.map(refOf);
  return passage === false
    ? [
        {
          state,
          place,
          says: `${names(policies)} closes ${what}: ${why}. ${fix}`,
          because,
          field: 'spec',
        },
      ]
    : [
        {
          state: 'unknown',
          place,
          says: `Whether ${names(
            policies,
          )} lets through ${what} depends on addresses, which are not known here; if not, ${why}. ${fix}`,
          because,
          field: 'spec',
        },
      ];
}

function outgoing({ mesh, workload, plane }: Subject): Found[] {
  const policies = policiesOf(mesh, workload, 'Egress');
  const to = (port: number, istiod?: Workload, protocol?: 'TCP' | 'UDP') =>
    letsThrough(mesh, policies, 'Egress', {
      port,
      protocol,
      other: istiod,
      dialled: istiod,
    });
  if (plane === 'ambient') {
    return closed(to(HBONE) !== false, policies, {
      place: 'egress-15008',
      state: 'blocked',
      what: `port ${HBONE} outwards`,
      why: 'in ambient its calls leave through tunnels to that port of other pods, so it reaches nobody in the mesh',
      fix: `Open TCP ${HBONE} to the pods that it calls.`,
    });
  }
  const planes = controlPlanes(mesh);
  const xds =
    planes.length > 0 ? planes.map(istiod => to(XDS, istiod)) : [to(XDS)];
  const dns = [to(DNS, undefined, 'UDP'), to(DNS, undefined, 'TCP')];
  return [
    ...closed(xds.includes(false) ? false : xds[0], policies, {
      place: 'egress-15012',
      state: 'blocked',
      what: `port ${XDS} of istiod`,
      why: 'the proxy gets neither configuration nor certificate, and the pods never become ready',
      fix: `Open TCP ${XDS} to namespace ${mesh.config.rootNamespace}.`,
    }),
    ...closed(
      dns.some(passage => passage !== false),
      policies,
      {
        place: 'egress-dns',
        state: 'blocked',
        what: `port ${DNS} for DNS`,
        why: 'the proxy does not find istiod by its name',
        fix: `Open UDP and TCP ${DNS} to the DNS of the cluster.`,
      },
    ),
  ];
}

/** Ports that nobody may dial; a rule for anybody at all opens a port. */
function isShut(mesh: Mesh, policies: readonly KubeObject[], port: number) {
  return letsThrough(mesh, policies, 'Ingress', { port }) === false;
}

/** Probes of the kubelet, which ambient gives an address of its own so that it can tell them apart. */
function probed(subject: Subject): Found[] {
  const { mesh, workload, plane } = subject;
  const policies = policiesOf(mesh, workload, 'Ingress');
  const ports = probesOf(subject).flatMap(
    ({ port }) => probedPort(subject, port) ?? [],
  );
  const shut = ports.filter(
    port =>
      letsThrough(mesh, policies, 'Ingress', {
        port,
        other: { address: KUBELET },
        dialled: workload,
      }) !== true,
  );
  return plane === 'ambient' && shut.length > 0
    ? closed(false, policies, {
        place: 'ingress-probes',
        state: 'warning',
        what: `port ${listed([...new Set(shut)])} to ${KUBELET}`,
        why: 'in ambient probes come from that address, and the pods may never be ready',
        fix: `Open it to ipBlock ${KUBELET}/32.`,
      })
    : [];
}

function incoming({ mesh, workload, plane }: Subject): Found[] {
  const policies = policiesOf(mesh, workload, 'Ingress');
  const isTunnelled = plane === 'ambient' || hasAmbient(mesh);
  const tunnels =
    isTunnelled && isShut(mesh, policies, HBONE)
      ? closed(false, policies, {
          place: 'ingress-15008',
          state: plane === 'ambient' ? 'blocked' : 'warning',
          what: `port ${HBONE} inwards`,
          why:
            plane === 'ambient'
              ? 'in ambient calls come through tunnels to that port, whatever port they are for'
              : 'callers in ambient come through tunnels to that port',
          fix: `Open TCP ${HBONE} to those who may call it.`,
        })
      : [];
  const metrics =
    plane === 'sidecar' && METRICS.every(port => isShut(mesh, policies, port))
      ? closed(false, policies, {
          place: 'ingress-metrics',
          state: 'warning',
          what: `ports ${METRICS.join(' and ')} inwards`,
          why: 'Prometheus cannot read the figures of the proxy, so that what it serves stays unknown',
          fix: `Open TCP ${METRICS.join(' and ')} to Prometheus.`,
        })
      : [];
  return [...tunnels, ...metrics];
}

/** What closes the way to the control plane on its own side. */
function atControlPlane({ mesh, workload, plane }: Subject): Found[] {
  return controlPlanes(mesh).flatMap(istiod => {
    const policies = policiesOf(mesh, istiod, 'Ingress');
    const from = (port: number, other?: Workload) =>
      letsThrough(mesh, policies, 'Ingress', { port, other, dialled: istiod });
    return [
      ...(plane === 'sidecar'
        ? closed(from(XDS, workload), policies, {
            place: `${istiod.name}-15012`,
            state: 'blocked',
            what: `port ${XDS} of istiod`,
            why: 'the proxy gets neither configuration nor certificate, and the pods never become ready',
            fix: `Open TCP ${XDS} to namespace ${workload.namespace}.`,
          })
        : []),
      ...(from(WEBHOOK) === false
        ? closed(false, policies, {
            place: `${istiod.name}-15017`,
            state: 'blocked',
            what: `port ${WEBHOOK} of istiod`,
            why: 'the API server cannot ask it for the proxy, so pods start without one or not at all',
            fix: `Open TCP ${WEBHOOK} to the API server.`,
          })
        : []),
    ];
  });
}

export const networkPolicies: Question = {
  id: 'network-policy',
  title: 'NetworkPolicies',
  reads: ['networkpolicies.networking.k8s.io'],
  ready: 'No NetworkPolicy closes a port that the proxy needs.',
  look: subject => [
    ...outgoing(subject),
    ...incoming(subject),
    ...probed(subject),
    ...atControlPlane(subject),
  ],
};
