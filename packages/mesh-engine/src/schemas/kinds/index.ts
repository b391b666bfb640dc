import { object, required, struct, text, type ObjectSchema } from '../schema';
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

/** Definitions by group and kind; every served version has the same. */
export const SCHEMAS: Readonly<Record<string, ObjectSchema>> = {
  'networking.istio.io/VirtualService': whole(virtualService),
  'networking.istio.io/DestinationRule': whole(destinationRule),
  'networking.istio.io/Gateway': whole(gateway),
  'networking.istio.io/ServiceEntry': whole(required(serviceEntry)),
  'networking.istio.io/Sidecar': whole(sidecar),
  'networking.istio.io/WorkloadEntry': whole(required(workloadEntry)),
  'networking.istio.io/WorkloadGroup': whole(required(workloadGroup)),
  'networking.istio.io/EnvoyFilter': whole(envoyFilter),
  'networking.istio.io/ProxyConfig': whole(proxyConfig),
  'security.istio.io/PeerAuthentication': whole(peerAuthentication),
  'security.istio.io/RequestAuthentication': whole(requestAuthentication),
  'security.istio.io/AuthorizationPolicy': whole(authorizationPolicy),
  'telemetry.istio.io/Telemetry': whole(telemetry),
  'extensions.istio.io/WasmPlugin': whole(required(wasmPlugin)),
  'extensions.istio.io/TrafficExtension': whole(required(trafficExtension)),
};
