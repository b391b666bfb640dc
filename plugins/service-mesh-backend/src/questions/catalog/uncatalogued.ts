import { stringifyEntityRef } from '@backstage/catalog-model';
import type {
  Because,
  UncataloguedService,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { MeshService, Workload } from '@ecotrack/mesh-engine';
import type { DependencyInput } from '../dependencies/input';
import { figuresOf, peerName } from '../dependencies/SeenCalls';
import { sidecarOf } from '../mtls/sidecarOf';
import { isListed, kindOf, nodeId } from '../traffic/peers';
import { catalogInfo, type Nameless } from './catalogInfo';

const MOST_NAMES = 10;
/** What every cluster has of itself. */
const KUBERNETES = /^kube-/;
const RUNS_ONCE = 'Job';

const isOfKubernetes = ({ namespace, name }: MeshService | Workload) =>
  KUBERNETES.test(namespace) ||
  (namespace === 'default' && name === 'kubernetes');

/** What an environment has, without the control plane and what is Kubernetes' own, each once. */
function listed({ mesh }: DependencyInput): Nameless[] {
  return [
    ...mesh.services
      .filter(service => isListed(mesh, service))
      .map((service): Nameless => ({ type: 'service', service })),
    ...mesh.workloads
      .filter(
        workload =>
          mesh.servicesOf(workload).length === 0 &&
          workload.kind !== RUNS_ONCE &&
          workload.namespace !== mesh.config.rootNamespace,
      )
      .map((workload): Nameless => ({ type: 'workload', workload })),
  ];
}

function becauseOf(
  { reading }: DependencyInput,
  subject: MeshService | Workload,
): Because[] {
  const same = ['component', 'resource']
    .map(kind => `${kind}:default/${subject.name}`.toLowerCase())
    .filter(ref => reading.declarations.entity(ref) && reading.maySee(ref));
  return [
    {
      object: subject.ref,
      says: 'No annotation of an entity names it.',
    },
    ...same.map(ref => ({
      says: `${ref} has its name, and names something else or nothing.`,
    })),
  ];
}

function rowOf(
  input: DependencyInput,
  nameless: Nameless,
): UncataloguedService {
  const { mesh, index, seen, reading, placement, traffic } = input;
  const isService = nameless.type === 'service';
  const subject = isService ? nameless.service : nameless.workload;
  const node = nodeId(nameless);
  const [outbound, inbound] = [seen.from(node), seen.into(node)];
  const served = inbound.length > 0 ? inbound : outbound;
  const totals =
    isService && traffic ? index.totals(nameless.service) : undefined;
  const names = (peers: readonly string[]) =>
    [...new Set(peers)].sort().slice(0, MOST_NAMES);
  const called = outbound.flatMap(({ targetId }) =>
    placement.entitiesOf(targetId).slice(0, 1).map(stringifyEntityRef),
  );
  const figures = figuresOf(served);
  return {
    namespace: subject.namespace,
    name: subject.name,
    kind: isService ? kindOf(mesh, nameless.service) : 'workload',
    sidecar: sidecarOf(
      isService ? nameless.service.workloads : [nameless.workload],
    ).state,
    ...figures,
    requestRate: totals?.requestRate || figures.requestRate,
    lastSeen: figuresOf([...inbound, ...outbound]).lastSeen,
    calls: names(outbound.map(({ target }) => peerName(target))),
    calledBy: names(inbound.map(({ source }) => peerName(source))),
    snippet: catalogInfo(
      mesh,
      nameless,
      names(called.filter(ref => reading.maySee(ref))),
      ref => reading.declarations.entity(ref) !== undefined,
    ),
    because: becauseOf(input, subject),
  };
}

/** Services and workloads that no entity names; busiest first. */
export function uncatalogued(input: DependencyInput): UncataloguedService[] {
  return listed(input)
    .filter(nameless => {
      const subject =
        nameless.type === 'service' ? nameless.service : nameless.workload;
      return (
        !isOfKubernetes(subject) &&
        input.placement.entitiesOf(nodeId(nameless)).length === 0
      );
    })
    .map(nameless => rowOf(input, nameless))
    .sort(
      (a, b) =>
        (b.requestRate ?? 0) - (a.requestRate ?? 0) ||
        (b.byteRate ?? 0) - (a.byteRate ?? 0) ||
        (`${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1),
    );
}
