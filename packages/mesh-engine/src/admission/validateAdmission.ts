import type { KubeObject } from '../resources/types';
import { groupOf } from '../resources/ref';
import { peerAuthentication, requestAuthentication } from './authentication';
import { authorizationPolicy } from './authorizationPolicy';
import { destinationRule } from './destinationRule';
import { trafficExtension, wasmPlugin } from './extensions';
import { gateway } from './gateway';
import { meshConfiguration } from './meshConfiguration';
import { Report, type AdmissionProblem } from './Report';
import { serviceEntry } from './serviceEntry';
import { sidecar } from './sidecar';
import { telemetry } from './telemetry';
import { virtualService } from './virtualService';
import { proxyConfig, workloadEntry, workloadGroup } from './workloads';

type Validate = (
  report: Report,
  object: KubeObject,
  rootNamespace: string,
) => void;

const BY_KIND: Record<string, Validate> = {
  'networking.istio.io/VirtualService': virtualService,
  'networking.istio.io/DestinationRule': destinationRule,
  'networking.istio.io/Gateway': gateway,
  'networking.istio.io/ServiceEntry': serviceEntry,
  'networking.istio.io/Sidecar': sidecar,
  'networking.istio.io/WorkloadEntry': workloadEntry,
  'networking.istio.io/WorkloadGroup': workloadGroup,
  'networking.istio.io/ProxyConfig': proxyConfig,
  'security.istio.io/AuthorizationPolicy': authorizationPolicy,
  'security.istio.io/RequestAuthentication': requestAuthentication,
  'security.istio.io/PeerAuthentication': peerAuthentication,
  'telemetry.istio.io/Telemetry': telemetry,
  'extensions.istio.io/WasmPlugin': wasmPlugin,
  'extensions.istio.io/TrafficExtension': trafficExtension,
  '/ConfigMap': meshConfiguration,
};

/** Kinds that the webhook judges, in the order of their codes: new ones at the end. */
export const ADMITTED_KINDS = Object.keys(BY_KIND).map(key => {
  const [group, kind] = key.split('/');
  return { group, kind };
});

/** What Istio's webhook refuses or warns about beyond the schema of a kind. */
export function validateAdmission(
  object: KubeObject,
  rootNamespace = 'istio-system',
): readonly AdmissionProblem[] {
  const report = new Report();
  BY_KIND[`${groupOf(object.apiVersion)}/${object.kind}`]?.(
    report,
    object,
    rootNamespace,
  );
  return report.problems;
}
