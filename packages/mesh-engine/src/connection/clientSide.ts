import type { Mesh } from '../mesh/Mesh';
import type { MeshService, ServicePort, Workload } from '../mesh/types';
import { composePeerPolicies, selectPeerPolicies } from '../mtls/peerPolicies';
import { peerPoliciesOf } from '../mtls/peerPoliciesOf';
import { asText, at } from '../resources/fields';
import type { Because, ObjectRef } from '../resources/types';
import { clientOf } from '../routing/client';
import { visibilityOf } from './clientScope';
import {
  clientTlsSettings,
  inferServiceMtlsMode,
  type ClientTls,
} from './clientTls';
import { destinationRuleIndex, type EffectiveRule } from './destinationRules';
import type { Endpoint } from './endpoints';
import { isIntercepted } from './inboundPort';
import { trafficPolicyFor } from './trafficPolicy';
import type { ConnectionClient } from './types';

/** How a caller approaches a service. */
export interface ClientSide {
  /**
   * Nobody stands in between (`direct`), the ztunnel of ambient does, a proxy that knows the service, or one that
   * refuses what it does not know; `unknown` when it is not known whether there is a proxy.
   */
  by: 'direct' | 'ztunnel' | 'proxy' | 'nobody' | 'unknown';
  tls?: ClientTls;
  /** Auto mTLS chose: endpoints that cannot do mTLS get plaintext. */
  isAuto: boolean;
  /** All endpoints are treated alike, as the address that was dialled is kept. */
  keepsAddress: boolean;
  destinationRules: ObjectRef[];
  because: Because[];
}

const side = (
  by: ClientSide['by'],
  because: Because[],
  more: Partial<ClientSide> = {},
): ClientSide => ({
  by,
  isAuto: false,
  keepsAddress: false,
  destinationRules: [],
  because,
  ...more,
});

/** TLS that never reaches the wire: settings that the control plane cannot turn into a configuration. */
function unusable(
  { mode, credentialName, clientCertificate, privateKey }: ClientTls,
  isGateway: boolean,
  rule: EffectiveRule | undefined,
): string | undefined {
  if (mode !== 'SIMPLE' && mode !== 'MUTUAL') {
    return undefined;
  }
  const secret = asText(credentialName) ?? '';
  if (secret !== '' && !/^(configmap|invalid):\/\//.test(secret)) {
    return isGateway || rule?.workloadSelector
      ? undefined
      : 'credentialName works in gateways, and in sidecars only with a workloadSelector: without it the settings are dropped and the sidecar sends plaintext.';
  }
  return mode === 'MUTUAL' &&
    secret === '' &&
    !(clientCertificate && privateKey)
    ? 'MUTUAL without a client certificate and its key is no valid setting: it is dropped and the proxy sends plaintext.'
    : undefined;
}

function proxySide(
  mesh: Mesh,
  client: Workload,
  service: MeshService,
  port: ServicePort,
  endpoints: readonly Endpoint[],
  scope: Because[],
  subset: string | undefined,
): ClientSide {
  const isGateway = clientOf(client).kind === 'gateway';
  const isExternal = service.kind === 'external';
  const rule = destinationRuleIndex(mesh).select({
    clientNamespace: client.namespace,
    clientLabels: client.labels,
    host: service.host,
    serviceNamespace: service.namespace,
  });
  const { tls, loadBalancer } = trafficPolicyFor(rule, port.number, subset);
  const object = mesh.get(service.ref);
  const isPassthrough = loadBalancer?.value.simple === 'PASSTHROUGH';
  const isHeadless =
    object?.kind === 'ServiceEntry'
      ? (asText(at(object, 'spec', 'resolution')) ?? 'NONE') === 'NONE'
      : service.headless;
  const namespaceMode = composePeerPolicies(
    selectPeerPolicies(
      peerPoliciesOf(mesh, service.namespace),
      mesh.config.rootNamespace,
      service.namespace,
      {},
    ),
  );
  const keepsAddress = isHeadless || isPassthrough;
  const expected = inferServiceMtlsMode({
    meshExternal: isExternal,
    keepsAddress,
    endpoints: endpoints.map(({ offersMtls }) => offersMtls),
    namespaceMode: namespaceMode.mode,
  });
  const settings = clientTlsSettings({
    destinationRuleTls: tls?.value,
    serviceAccounts: [],
    sni: `outbound_.${port.number}_.${subset ?? ''}_.${service.host}`,
    autoMtls: mesh.config.enableAutoMtls,
    meshExternal: isExternal,
    serviceMtlsMode: expected,
  });
  const because: Because[] = [...scope];
  if (tls) {
    because.push({
      object: tls.object,
      field: `${tls.field}.mode`,
      says: `The DestinationRule says ${
        asText(tls.value.mode) ?? 'DISABLE'
      }, which beats auto mTLS.`,
    });
  } else {
    if (rule) {
      because.push({
        object: rule.from[0],
        field: 'spec.trafficPolicy',
        says: 'This DestinationRule counts for the caller and sets no TLS for the port, so auto mTLS decides.',
      });
    }
    if (isExternal) {
      because.push({
        object: service.ref,
        says: 'The host is outside the mesh: auto mTLS is never used for it.',
      });
    } else if (!mesh.config.enableAutoMtls) {
      because.push({
        says: 'Auto mTLS is off in the mesh configuration, so the caller sends plaintext.',
      });
    } else if (settings.tls) {
      because.push({
        says: 'Auto mTLS: the caller sends mTLS to whoever can take it.',
      });
    } else if (namespaceMode.mode === 'DISABLE') {
      because.push(...namespaceMode.because, {
        says: 'Auto mTLS is not used towards a namespace whose mode is DISABLE.',
      });
    } else {
      because.push({
        object: isPassthrough ? loadBalancer?.object : service.ref,
        field: isPassthrough ? loadBalancer?.field : undefined,
        says: 'Calls keep the address that was dialled, and not every endpoint has a proxy: auto mTLS is not used for any.',
      });
    }
  }
  const dropped = settings.tls && unusable(settings.tls, isGateway, rule);
  if (dropped) {
    because.push({ object: tls?.object, field: tls?.field, says: dropped });
  }
  return side('proxy', because, {
    tls: dropped ? undefined : settings.tls,
    isAuto: settings.context === 'autoDetected',
    keepsAddress: keepsAddress && !isGateway,
    destinationRules: rule?.from ?? [],
  });
}

/** How a caller approaches a port of a service; without a service, the address of a pod. */
export function clientSide(
  mesh: Mesh,
  client: ConnectionClient,
  plane: Endpoint['plane'],
  service: MeshService | undefined,
  port: ServicePort,
  endpoints: readonly Endpoint[],
  subset?: string,
): ClientSide {
  if (client === 'outside') {
    return side('direct', [
      { says: 'The caller is outside the mesh and has no certificate of it.' },
    ]);
  }
  if (plane === 'none') {
    return side('direct', [
      {
        object: client.ref,
        says: 'The caller has no proxy: it sends what the application sends, and no DestinationRule reaches it.',
      },
    ]);
  }
  if (plane === 'unknown') {
    return side('unknown', [
      {
        object: client.ref,
        says: 'It is not known whether the caller has a proxy: neither its pods nor its namespace are.',
      },
    ]);
  }
  if (plane === 'ambient') {
    return side('ztunnel', [
      {
        object: client.ref,
        says: 'The caller is in ambient: ztunnel sends mTLS to whoever takes tunnels; DestinationRules count at waypoints only.',
      },
    ]);
  }
  if (!isIntercepted(client.annotations, 'Outbound', port.number)) {
    return side('direct', [
      {
        object: client.ref,
        field: 'metadata.annotations',
        says: `Outbound port ${port.number} is excluded from the caller's proxy, so the application sends it itself.`,
      },
    ]);
  }
  if (!service) {
    return side('direct', [
      {
        object: client.ref,
        says: 'The call goes to the address of a pod and not to a service, so that the proxy passes it on as it is.',
      },
    ]);
  }
  const { isKnown, isOpen, because } = visibilityOf(
    mesh,
    client,
    service,
    port.number,
  );
  if (!isKnown) {
    return side(isOpen ? 'direct' : 'nobody', because);
  }
  return proxySide(mesh, client, service, port, endpoints, because, subset);
}
