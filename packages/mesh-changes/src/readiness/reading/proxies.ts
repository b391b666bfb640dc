import {
  refOf,
  type KubeObject,
  type Mesh,
  type ObjectRef,
} from '@ecotrack/mesh-engine';
import { at, list, record } from '../../templates/security/common/values';
import { remember } from './remember';

/** Something about how proxies are put into pods; undefined where nothing tells. */
export interface Told {
  is?: boolean;
  because: readonly ObjectRef[];
}

const NOTHING: Told = { because: [] };

const named = (pod: KubeObject, name: string) =>
  list(at(pod, 'spec', 'initContainers')).some(
    container => record(container).name === name,
  );

const injectedPods = (mesh: Mesh): KubeObject[] =>
  mesh.workloads
    .flatMap(({ pods }) => pods)
    .filter(({ dataPlane }) => dataPlane === 'sidecar')
    .map(({ object }) => object);

/** What all pods with a proxy have, and one of them. */
function common(
  pods: readonly KubeObject[],
  tell: (pod: KubeObject) => boolean | undefined,
): Told {
  const told = pods.filter(pod => tell(pod) !== undefined);
  const [first] = told;
  return first && told.every(pod => tell(pod) === tell(first))
    ? { is: tell(first), because: [refOf(first)] }
    : NOTHING;
}

const minorOf = (version: unknown): number | undefined => {
  const [, minor] = /(?:^v?|:)1\.(\d+)/.exec(String(version ?? '')) ?? [];
  return minor === undefined ? undefined : Number(minor);
};

/** Minor versions of Kubernetes on the nodes. */
const nodeVersions = (mesh: Mesh) =>
  mesh
    .objects('Node', '')
    .map(node => minorOf(at(node, 'status', 'nodeInfo', 'kubeletVersion')));

/** Minor versions of the control planes. */
const istioVersions = (mesh: Mesh) =>
  mesh
    .objects('Deployment', 'apps')
    .filter(
      ({ metadata }) =>
        metadata.namespace === mesh.config.rootNamespace &&
        metadata.name.startsWith('istiod'),
    )
    .flatMap(istiod =>
      list(at(istiod, 'spec', 'template', 'spec', 'containers')).map(
        container => minorOf(record(container).image),
      ),
    );

/** From which versions on Istio makes native sidecars by itself. */
const BY_DEFAULT = { istio: 27, kubernetes: 33 };
const FIRST_KUBERNETES = 28;

const allFrom = (versions: readonly (number | undefined)[], from: number) =>
  versions.length > 0 &&
  versions.every(version => version !== undefined && version >= from);

/** Whether some node is known to be of a Kubernetes without native sidecars. */
export const hasOldNodes = (mesh: Mesh): boolean =>
  nodeVersions(mesh).some(
    minor => minor !== undefined && minor < FIRST_KUBERNETES,
  );

/** Whether proxies are native sidecars, which start before the application and end after it. */
export const nativeSidecars = remember((mesh): Told => {
  const seen = common(injectedPods(mesh), pod => named(pod, 'istio-proxy'));
  if (seen.is !== undefined) {
    return seen;
  }
  const kubernetes = nodeVersions(mesh);
  const nodes = mesh.objects('Node', '').slice(0, 1).map(refOf);
  if (hasOldNodes(mesh)) {
    return { is: false, because: nodes };
  }
  const isDefault =
    allFrom(kubernetes, BY_DEFAULT.kubernetes) &&
    allFrom(istioVersions(mesh), BY_DEFAULT.istio);
  return isDefault ? { is: true, because: nodes } : NOTHING;
});

const isCniAgent = (daemonSet: KubeObject) =>
  daemonSet.metadata.name.startsWith('istio-cni') ||
  list(at(daemonSet, 'spec', 'template', 'spec', 'containers')).some(
    container => record(container).name === 'install-cni',
  );

/** Whether istio-cni redirects the traffic of pods, in the place of a container with network rights. */
export const istioCni = remember((mesh): Told => {
  const agent = mesh.objects('DaemonSet', 'apps').find(isCniAgent);
  if (agent) {
    return { is: true, because: [refOf(agent)] };
  }
  return common(injectedPods(mesh), pod =>
    named(pod, 'istio-validation')
      ? true
      : named(pod, 'istio-init')
      ? false
      : undefined,
  );
});
