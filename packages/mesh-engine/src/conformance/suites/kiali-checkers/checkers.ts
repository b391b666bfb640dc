/** What a checker of Kiali judges, and the codes that it can give. */
export interface Checker {
  /** Arguments that hold the objects it judges. */
  asks: string[];
  codes: string[];
  /** Whether it answers for every object, sound ones too. */
  answersForAll?: boolean;
}

const range = (first: number, last: number) =>
  Array.from(
    { length: last - first + 1 },
    (_, index) => `KIA${String(first + index).padStart(4, '0')}`,
  );

const checker = (
  asks: string[],
  codes: string[],
  answersForAll = false,
): Checker => ({ asks, codes, answersForAll });

const ROUTE_CODES = ['KIA1401', 'KIA1402'];

/** By the last part of the package and the name. */
export const CHECKERS: Record<string, Checker> = {
  'checkers/AmbientPolicyChecker': checker(
    [
      'AuthorizationPolicies',
      'RequestAuthentications',
      'Telemetries',
      'WasmPlugins',
      'VirtualServices',
      'DestinationRules',
    ],
    [...range(109, 110), ...range(210, 212), ...range(1109, 1117)],
  ),
  'checkers/AuthorizationPolicyChecker': checker(
    ['AuthorizationPolicies'],
    ['KIA0004', ...range(101, 108)],
    true,
  ),
  'checkers/DestinationRulesChecker': checker(
    ['DestinationRules'],
    [...range(201, 209), 'KIA0005'],
    true,
  ),
  'checkers/GatewayChecker': checker(
    ['Gateways'],
    ['KIA0301', 'KIA0302', 'KIA0601'],
    true,
  ),
  'checkers/K8sGatewayChecker': checker(
    ['K8sGateways'],
    range(1501, 1504),
    true,
  ),
  'checkers/K8sGRPCRouteChecker': checker(['K8sGRPCRoutes'], ROUTE_CODES, true),
  'checkers/K8sHTTPRouteChecker': checker(['K8sHTTPRoutes'], ROUTE_CODES, true),
  'checkers/K8sReferenceGrantChecker': checker(
    ['K8sReferenceGrants'],
    ['KIA1601'],
    true,
  ),
  'checkers/NoServiceChecker': checker(
    ['VirtualServices', 'DestinationRules', 'AuthorizationPolicies'],
    ['KIA1101', 'KIA1102', 'KIA1108', 'KIA0104', ...range(202, 203)],
    true,
  ),
  'checkers/PeerAuthenticationChecker': checker(
    ['PeerAuthentications'],
    [...range(401, 401), ...range(501, 506), ...range(2, 4)],
    true,
  ),
  'checkers/RequestAuthenticationChecker': checker(
    ['RequestAuthentications'],
    range(2, 4),
    true,
  ),
  'checkers/ServiceChecker': checker(
    ['Services'],
    ['KIA0601', 'KIA0602', 'KIA0701'],
    true,
  ),
  'checkers/ServiceEntryChecker': checker(
    ['ServiceEntries'],
    ['KIA0601', ...range(1211, 1212), 'KIA0005'],
    true,
  ),
  'checkers/SidecarChecker': checker(
    ['Sidecars'],
    [...range(2, 4), ...range(1004, 1007)],
    true,
  ),
  'checkers/TelemetryChecker': checker(['Telemetries'], range(2, 4), true),
  'checkers/TrafficExtensionChecker': checker(
    ['TrafficExtensions'],
    range(2, 4),
    true,
  ),
  'checkers/VirtualServiceChecker': checker(
    ['VirtualServices'],
    [...range(1104, 1107), 'KIA0005'],
    true,
  ),
  'checkers/WasmPluginChecker': checker(['WasmPlugins'], range(2, 4), true),
  'checkers/WorkloadChecker': checker(
    ['WorkloadsPerNamespace'],
    ['KIA1301', ...range(1311, 1317)],
    true,
  ),
  'checkers/WorkloadGroupsChecker': checker(
    ['WorkloadGroups'],
    range(1701, 1702),
    true,
  ),
  'ambient/AmbientWorkloadChecker': checker(['workload'], range(1311, 1317)),
  'authorization/MtlsEnabledChecker': checker(
    ['AuthorizationPolicies'],
    ['KIA0105'],
  ),
  'authorization/NamespaceMethodChecker': checker(
    ['AuthorizationPolicy'],
    ['KIA0101', 'KIA0102'],
  ),
  'authorization/NoHostChecker': checker(['AuthorizationPolicy'], ['KIA0104']),
  'authorization/PrincipalsChecker': checker(
    ['AuthorizationPolicy'],
    range(106, 108),
  ),
  'common/ExportToNamespaceChecker': checker(['ExportTo'], ['KIA0005']),
  'common/GenericMultiMatchChecker': checker(['Keys'], ['KIA0002', 'KIA0003']),
  'common/GenericNoWorkloadFoundChecker': checker(
    ['SelectorLabels'],
    ['KIA0004'],
  ),
  'destinationrules/DisabledMeshWideMTLSChecker': checker(
    ['DestinationRule'],
    ['KIA0208'],
  ),
  'destinationrules/DisabledNamespaceWideMTLSChecker': checker(
    ['DestinationRule'],
    range(207, 208),
  ),
  'destinationrules/MeshWideMTLSChecker': checker(
    ['DestinationRule'],
    ['KIA0205'],
  ),
  'destinationrules/MultiMatchChecker': checker(
    ['DestinationRules'],
    ['KIA0201'],
  ),
  'destinationrules/NamespaceWideMTLSChecker': checker(
    ['DestinationRule'],
    ['KIA0206'],
  ),
  'destinationrules/NoDestinationChecker': checker(
    ['DestinationRule'],
    ['KIA0202', 'KIA0203', 'KIA0209'],
  ),
  'destinationrules/TrafficPolicyChecker': checker(
    ['DestinationRules'],
    ['KIA0204'],
  ),
  'gateways/MultiMatchChecker': checker(['Gateways'], ['KIA0301']),
  'gateways/PortChecker': checker(['Gateway'], ['KIA0601']),
  'gateways/SelectorChecker': checker(['Gateway'], ['KIA0302']),
  'k8sgateways/GatewayClassChecker': checker(['K8sGateway'], ['KIA1504']),
  'k8sgateways/MultiMatchChecker': checker(['K8sGateways'], range(1501, 1503)),
  'k8sgateways/StatusChecker': checker(['K8sGateway'], ['MESH2608']),
  'k8sgrpcroutes/NoHostChecker': checker(['K8sGRPCRoute'], ['KIA1402']),
  'k8sgrpcroutes/NoK8sGatewayChecker': checker(['K8sGRPCRoute'], ['KIA1401']),
  'k8shttproutes/NoHostChecker': checker(['K8sHTTPRoute'], ['KIA1402']),
  'k8shttproutes/NoK8sGatewayChecker': checker(['K8sHTTPRoute'], ['KIA1401']),
  'k8sreferencegrants/NamespaceChecker': checker(
    ['ReferenceGrant'],
    ['KIA1601'],
  ),
  'peerauthentications/DisabledMeshWideChecker': checker(
    ['PeerAuthn'],
    ['KIA0506'],
  ),
  'peerauthentications/DisabledNamespaceWideChecker': checker(
    ['PeerAuthn'],
    ['KIA0505'],
  ),
  'peerauthentications/MeshMtlsChecker': checker(['MeshPolicy'], ['KIA0401']),
  'peerauthentications/NamespaceMtlsChecker': checker(
    ['PeerAuthn'],
    ['KIA0501'],
  ),
  'serviceentries/MultiMatchChecker': checker(
    ['ServiceEntries'],
    range(1211, 1212),
  ),
  'serviceentries/PortChecker': checker(['ServiceEntry'], ['KIA0601']),
  'services/PortMappingChecker': checker(
    ['Service'],
    ['KIA0601', 'KIA0602', 'KIA0701'],
  ),
  'sidecars/EgressHostChecker': checker(['Sidecar'], ['KIA1004']),
  'sidecars/GlobalChecker': checker(['Sidecar'], ['KIA1006']),
  'sidecars/OutboundTrafficPolicyModeChecker': checker(
    ['Sidecar'],
    ['KIA1007'],
  ),
  'virtualservices/NoGatewayChecker': checker(
    ['VirtualService'],
    ['KIA1102', 'KIA1108'],
  ),
  'virtualservices/NoHostChecker': checker(['VirtualService'], ['KIA1101']),
  'virtualservices/RouteChecker': checker(
    ['VirtualService'],
    ['KIA1104', 'KIA1105'],
  ),
  'virtualservices/SingleHostChecker': checker(
    ['VirtualServices'],
    ['KIA1106'],
  ),
  'virtualservices/SubsetPresenceChecker': checker(
    ['VirtualService'],
    ['KIA1107'],
  ),
  'workloadgroups/DuplicateLabelsChecker': checker(
    ['WorkloadGroups'],
    ['KIA1702'],
  ),
  'workloadgroups/ServiceAccountsChecker': checker(
    ['WorkloadGroup'],
    ['KIA1701'],
  ),
  'workloads/UncoveredWorkloadChecker': checker(['Workload'], ['KIA1301']),
};

/** How Kiali weighs what `istioctl analyze` weighs differently; ours is one weight for both. */
export const KIALI_SEVERITY: Record<string, string> = {
  KIA0202: 'error',
  KIA0301: 'warning',
  KIA0601: 'error',
  KIA0602: 'error',
  KIA1106: 'warning',
  KIA1107: 'warning',
  KIA1301: 'warning',
};
