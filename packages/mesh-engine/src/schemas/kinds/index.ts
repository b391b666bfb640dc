import { object, required, struct, text, type ObjectSchema } from '../schema';
import { backendTlsPolicy } from '../gatewayApi/backendTlsPolicy';
import { kubernetesGateway } from '../gatewayApi/gateway';
import { grpcRoute } from '../gatewayApi/grpcRoute';
import { httpRoute } from '../gatewayApi/httpRoute';
import { plainRoute, tlsRoute } from '../gatewayApi/layer4Routes';
import { listenerSet } from '../gatewayApi/listenerSet';
import { referenceGrant } from '../gatewayApi/referenceGrant';
import { authorizationPolicy } from './authorizationPolicy';
import { destinationRule } from './destinationRule';
import { envoyFilter } from './envoyFilter';
import { gateway } from './gateway';
import { peerAuthentication } from './peerAuthentication';
import { proxyConfig } from './proxyConfig';
import { requestAuthentication } from './requestAuthentication';
import { serviceEntry } from './serviceEntry';
import { sidecar } from './sidecar';
import { telemetry } from './telemetry';
import { trafficExtension } from './trafficExtension';
import { virtualService } from './virtualService';
import { wasmPlugin } from './wasmPlugin';
import { workloadEntry } from './workloadEntry';
import { workloadGroup } from './workloadGroup';

/** The whole object around a spec. */
function whole(spec: ObjectSchema): ObjectSchema {
  return object({
    apiVersion: required(text()),
    kind: required(text()),
    metadata: required(struct()),
    spec,
    status: struct(),
  });
}

function define(
  group: string,
  versions: readonly string[],
  kinds: Readonly<Record<string, ObjectSchema>>,
): [string, ObjectSchema][] {
  return Object.entries(kinds).flatMap(([kind, spec]) => {
    const schema = whole(spec);
    return versions.map((version): [string, ObjectSchema] => [
      `${group}/${version}/${kind}`,
      schema,
    ]);
  });
}

/** Definitions by `apiVersion/kind`. */
export const SCHEMAS: ReadonlyMap<string, ObjectSchema> = new Map([
  ...define('networking.istio.io', ['v1', 'v1beta1', 'v1alpha3'], {
    VirtualService: virtualService,
    DestinationRule: destinationRule,
    Gateway: gateway,
    ServiceEntry: required(serviceEntry),
    Sidecar: sidecar,
    WorkloadEntry: required(workloadEntry),
    WorkloadGroup: required(workloadGroup),
  }),
  ...define('networking.istio.io', ['v1alpha3'], { EnvoyFilter: envoyFilter }),
  ...define('networking.istio.io', ['v1beta1'], { ProxyConfig: proxyConfig }),
  ...define('security.istio.io', ['v1', 'v1beta1'], {
    PeerAuthentication: peerAuthentication,
    RequestAuthentication: requestAuthentication,
    AuthorizationPolicy: authorizationPolicy,
  }),
  ...define('telemetry.istio.io', ['v1', 'v1alpha1'], { Telemetry: telemetry }),
  ...define('extensions.istio.io', ['v1alpha1'], {
    WasmPlugin: required(wasmPlugin),
    TrafficExtension: required(trafficExtension),
  }),
  ...define('gateway.networking.k8s.io', ['v1', 'v1beta1'], {
    Gateway: required(kubernetesGateway),
    HTTPRoute: required(httpRoute),
    ReferenceGrant: required(referenceGrant),
  }),
  ...define('gateway.networking.k8s.io', ['v1'], {
    GRPCRoute: required(grpcRoute),
    TLSRoute: required(tlsRoute),
    TCPRoute: required(plainRoute),
    UDPRoute: required(plainRoute),
    ListenerSet: required(listenerSet),
    BackendTLSPolicy: required(backendTlsPolicy),
  }),
]);
