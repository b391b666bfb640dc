/** What Istio documents of an annotation. */
export interface IstioAnnotation {
  /** Kinds that it is for; `Any` for all. */
  kinds: readonly string[];
  maturity: 'alpha' | 'beta' | 'stable';
  isDeprecated?: boolean;
}

type Names = Record<string, string>;

/** Names by what stands before the slash, divided by spaces. */
function named(names: Names, annotation: IstioAnnotation) {
  return Object.entries(names).flatMap(([prefix, list]) =>
    list
      .split(' ')
      .map((name): [string, IstioAnnotation] => [
        `${prefix}/${name}`,
        annotation,
      ]),
  );
}

/** Annotations of Istio by name. */
export const ISTIO_ANNOTATIONS: ReadonlyMap<string, IstioAnnotation> = new Map([
  ...named(
    {
      'inject.istio.io': 'templates',
      'istio.io': 'reroute-virtual-interfaces',
      'prometheus.istio.io': 'merge-metrics',
      'proxy.istio.io': 'overrides',
      'ambient.istio.io': 'bypass-inbound-capture',
      'readiness.status.sidecar.istio.io':
        'applicationPorts failureThreshold initialDelaySeconds periodSeconds',
      'sidecar.istio.io':
        'agentLogLevel bootstrapOverride componentLogLevel enableCoreDump extraStatTags interceptionMode logLevel nativeSidecar proxyCPU proxyCPULimit proxyImage proxyImageType proxyMemory proxyMemoryLimit rewriteAppHTTPProbers statsCompression statsEvictionInterval statsHistogramBuckets status userVolume userVolumeMount',
      'status.sidecar.istio.io': 'port',
      'traffic.sidecar.istio.io':
        'excludeInboundPorts excludeInterfaces excludeOutboundIPRanges excludeOutboundPorts includeInboundPorts includeOutboundIPRanges includeOutboundPorts kubevirtInterfaces',
    },
    { kinds: ['Pod'], maturity: 'alpha' },
  ),
  ...named(
    {
      'ambient.istio.io': 'dns-capture redirection',
      'istio.io': 'rev',
      'proxy.istio.io': 'config',
    },
    { kinds: ['Pod'], maturity: 'beta' },
  ),
  ...named(
    { 'sidecar.istio.io': 'inject' },
    { kinds: ['Pod'], maturity: 'beta', isDeprecated: true },
  ),
  ...named(
    {
      'alpha.istio.io': 'identity',
      'sidecar.istio.io':
        'controlPlaneAuthPolicy discoveryAddress statsInclusionPrefixes statsInclusionRegexps statsInclusionSuffixes',
    },
    { kinds: ['Pod'], maturity: 'alpha', isDeprecated: true },
  ),
  ...named(
    {
      'alpha.istio.io': 'canonical-serviceaccounts kubernetes-serviceaccounts',
    },
    { kinds: ['Service'], maturity: 'alpha', isDeprecated: true },
  ),
  ...named(
    { 'networking.istio.io': 'exportTo' },
    { kinds: ['Service'], maturity: 'alpha' },
  ),
  ...named(
    { 'networking.istio.io': 'traffic-distribution' },
    { kinds: ['Namespace', 'Service', 'ServiceEntry'], maturity: 'alpha' },
  ),
  ...named(
    { 'topology.istio.io': 'controlPlaneClusters' },
    { kinds: ['Namespace'], maturity: 'alpha' },
  ),
  ...named(
    { 'kubernetes.io': 'ingress.class' },
    { kinds: ['Ingress'], maturity: 'stable' },
  ),
  ...named(
    {
      'ambient.istio.io': 'waypoint-inbound-binding',
      'gateway.istio.io': 'name-override service-account',
      'networking.istio.io': 'address-type service-type',
    },
    { kinds: ['Gateway', 'GatewayClass'], maturity: 'alpha' },
  ),
  ...named(
    { 'istio.io': 'dry-run' },
    { kinds: ['AuthorizationPolicy'], maturity: 'alpha' },
  ),
  ...named(
    {
      'istio.io':
        'autoRegistrationGroup connectedAt disconnectedAt workloadController',
    },
    { kinds: ['WorkloadEntry'], maturity: 'alpha' },
  ),
  ...named(
    {
      'galley.istio.io': 'analyze-suppress',
      'install.operator.istio.io': 'chart-owner owner-generation version',
    },
    { kinds: ['Any'], maturity: 'alpha' },
  ),
  ...named(
    { 'gateway.istio.io': 'controller-version' },
    { kinds: ['Any'], maturity: 'beta' },
  ),
]);
