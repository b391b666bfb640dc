import { groupOf } from './ref';

/** A kind that the engine reads, with every version of it that is served somewhere. @public */
export interface KnownKind {
  group: string;
  kind: string;
  /** Newest first. */
  versions: string[];
  /** Name in URLs. */
  plural: string;
  namespaced: boolean;
}

function kinds(
  group: string,
  versions: string[],
  names: Record<string, string>,
  namespaced = true,
): KnownKind[] {
  return Object.entries(names).map(([kind, plural]) => ({
    group,
    kind,
    versions,
    plural,
    namespaced,
  }));
}

/** All kinds that the engine reads. @public */
export const KNOWN_KINDS: readonly KnownKind[] = [
  ...kinds('', ['v1'], { Namespace: 'namespaces', Node: 'nodes' }, false),
  ...kinds('', ['v1'], {
    Pod: 'pods',
    Service: 'services',
    ServiceAccount: 'serviceaccounts',
    ConfigMap: 'configmaps',
  }),
  ...kinds('apps', ['v1'], {
    Deployment: 'deployments',
    StatefulSet: 'statefulsets',
    DaemonSet: 'daemonsets',
    ReplicaSet: 'replicasets',
  }),
  ...kinds('batch', ['v1'], { Job: 'jobs', CronJob: 'cronjobs' }),
  ...kinds('autoscaling', ['v2', 'v1'], {
    HorizontalPodAutoscaler: 'horizontalpodautoscalers',
  }),
  ...kinds('policy', ['v1'], { PodDisruptionBudget: 'poddisruptionbudgets' }),
  ...kinds('networking.k8s.io', ['v1'], {
    Ingress: 'ingresses',
    NetworkPolicy: 'networkpolicies',
  }),
  ...kinds(
    'admissionregistration.k8s.io',
    ['v1'],
    { MutatingWebhookConfiguration: 'mutatingwebhookconfigurations' },
    false,
  ),
  ...kinds('networking.istio.io', ['v1', 'v1beta1', 'v1alpha3'], {
    VirtualService: 'virtualservices',
    DestinationRule: 'destinationrules',
    Gateway: 'gateways',
    ServiceEntry: 'serviceentries',
    Sidecar: 'sidecars',
    WorkloadEntry: 'workloadentries',
    WorkloadGroup: 'workloadgroups',
  }),
  ...kinds('networking.istio.io', ['v1alpha3'], {
    EnvoyFilter: 'envoyfilters',
  }),
  ...kinds('networking.istio.io', ['v1beta1'], {
    ProxyConfig: 'proxyconfigs',
  }),
  ...kinds('security.istio.io', ['v1', 'v1beta1'], {
    PeerAuthentication: 'peerauthentications',
    RequestAuthentication: 'requestauthentications',
    AuthorizationPolicy: 'authorizationpolicies',
  }),
  ...kinds('telemetry.istio.io', ['v1', 'v1alpha1'], {
    Telemetry: 'telemetries',
  }),
  ...kinds('extensions.istio.io', ['v1alpha1'], {
    WasmPlugin: 'wasmplugins',
    TrafficExtension: 'trafficextensions',
  }),
  ...kinds('gateway.networking.k8s.io', ['v1', 'v1beta1'], {
    Gateway: 'gateways',
    HTTPRoute: 'httproutes',
  }),
  ...kinds('gateway.networking.k8s.io', ['v1'], { GRPCRoute: 'grpcroutes' }),
  ...kinds('gateway.networking.k8s.io', ['v1', 'v1beta1'], {
    ReferenceGrant: 'referencegrants',
  }),
  ...kinds(
    'gateway.networking.k8s.io',
    ['v1', 'v1beta1'],
    { GatewayClass: 'gatewayclasses' },
    false,
  ),
  ...kinds('cert-manager.io', ['v1'], { Certificate: 'certificates' }),
  ...kinds('argoproj.io', ['v1alpha1'], {
    Rollout: 'rollouts',
    AnalysisRun: 'analysisruns',
    Application: 'applications',
  }),
  ...kinds('flagger.app', ['v1beta1'], { Canary: 'canaries' }),
];

const BY_GROUP_AND_KIND = new Map(
  KNOWN_KINDS.map(known => [`${known.group}/${known.kind}`, known]),
);

/** The kind that the engine knows under this group, whatever the version. @public */
export function knownKind(
  apiVersion: string,
  kind: string,
): KnownKind | undefined {
  return BY_GROUP_AND_KIND.get(`${groupOf(apiVersion)}/${kind}`);
}

/** Whether the version of this `apiVersion` is one of those that the kind is served in. @public */
export function isServedVersion(known: KnownKind, apiVersion: string): boolean {
  return known.versions.includes(
    apiVersion.slice(apiVersion.lastIndexOf('/') + 1),
  );
}
