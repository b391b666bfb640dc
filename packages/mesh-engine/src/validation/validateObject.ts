import { groupOf } from '../resources/ref';
import type { KubeObject } from '../resources/types';
import { validateAnnotations } from './annotations';
import { Field } from './Field';
import { validateAuthorizationPolicy } from './kinds/authorizationPolicy';
import { validateDestinationRule } from './kinds/destinationRule';
import { validateGateway } from './kinds/gateway';
import { validatePeerAuthentication } from './kinds/peerAuthentication';
import { validateProxyConfig } from './kinds/proxyConfig';
import { validateRequestAuthentication } from './kinds/requestAuthentication';
import { validateServiceEntry } from './kinds/serviceEntry';
import { validateSidecar } from './kinds/sidecar';
import { validateTelemetry } from './kinds/telemetry';
import { validateTrafficExtension } from './kinds/trafficExtension';
import type { ObjectOfKind } from './kinds/types';
import { validateVirtualService } from './kinds/virtualService';
import { validateWasmPlugin } from './kinds/wasmPlugin';
import { validateWorkloadEntry } from './kinds/workloadEntry';
import { validateWorkloadGroup } from './kinds/workloadGroup';
import { validateMeshConfigMap } from './meshConfig/configMap';
import type { Violation } from './types';

const BY_KIND: Record<string, (object: ObjectOfKind) => void> = {
  'networking.istio.io/VirtualService': validateVirtualService,
  'networking.istio.io/DestinationRule': validateDestinationRule,
  'networking.istio.io/Gateway': validateGateway,
  'networking.istio.io/ServiceEntry': validateServiceEntry,
  'networking.istio.io/Sidecar': validateSidecar,
  'networking.istio.io/WorkloadEntry': validateWorkloadEntry,
  'networking.istio.io/WorkloadGroup': validateWorkloadGroup,
  'networking.istio.io/ProxyConfig': validateProxyConfig,
  'security.istio.io/AuthorizationPolicy': validateAuthorizationPolicy,
  'security.istio.io/RequestAuthentication': validateRequestAuthentication,
  'security.istio.io/PeerAuthentication': validatePeerAuthentication,
  'telemetry.istio.io/Telemetry': validateTelemetry,
  'extensions.istio.io/WasmPlugin': validateWasmPlugin,
  'extensions.istio.io/TrafficExtension': validateTrafficExtension,
  '/ConfigMap': validateMeshConfigMap,
};

/** Kinds that Istio judges, in the order of their codes: new ones at the end. */
export const VALIDATED_KINDS = Object.keys(BY_KIND).map(key => {
  const [group, kind] = key.split('/');
  return { group, kind };
});

/**
 * What Istio's admission webhook refuses, or warns of, beyond the schema of the CRD, and what istiod refuses of its mesh
 * configuration. Nothing for other kinds.
 */
export function validateObject(object: KubeObject): Violation[] {
  const { apiVersion, kind, metadata } = object;
  const key = `${groupOf(apiVersion)}/${kind}`;
  const found: Violation[] = [];
  if (Object.hasOwn(BY_KIND, key)) {
    const root = new Field(object, found);
    const read: ObjectOfKind = {
      name: metadata.name,
      namespace: metadata.namespace ?? '',
      labels: metadata.labels ?? {},
      annotations: root.get('metadata').get('annotations'),
      data: root.get('data'),
      spec: root.get('spec'),
    };
    if (validateAnnotations(read, kind)) {
      BY_KIND[key](read);
    }
  }
  return found;
}
