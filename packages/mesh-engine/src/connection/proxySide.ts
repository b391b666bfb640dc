import type { Mesh } from '../mesh/Mesh';
import type { MeshService } from '../mesh/types';
import { peerModeFor } from '../mtls/peerModeFor';
import { asText, at } from '../resources/fields';
import type { Because } from '../resources/types';
import type { RouteClient } from '../routing/types';
import { approach, type ClientSide } from './approach';
import { clientTlsSettings, inferServiceMtlsMode } from './clientTls';
import { destinationRuleIndex } from './destinationRules';
import type { RuleField } from './effectiveRule';
import type { Target } from './target';
import { trafficPolicyFor } from './trafficPolicy';
import { unusableTls } from './unusableTls';

/** Whether calls to a service go to the address that was dialled. */
function isHeadless(mesh: Mesh, service: MeshService): boolean {
  const object = mesh.get(service.ref);
  return object?.kind === 'ServiceEntry'
    ? (asText(at(object, 'spec', 'resolution')) ?? 'NONE') === 'NONE'
    : service.headless;
}

/** Why auto mTLS is used or not. */
function explainAuto(
  mesh: Mesh,
  service: MeshService,
  isUsed: boolean,
  namespaceMode: ReturnType<typeof peerModeFor>,
  balancer: RuleField | undefined,
): Because[] {
  if (service.kind === 'external') {
    return [
      {
        object: service.ref,
        says: 'The host is outside the mesh: auto mTLS is never used for it.',
      },
    ];
  }
  if (!mesh.config.enableAutoMtls) {
    return [
      {
        says: 'Auto mTLS is off in the mesh configuration, so the caller sends plaintext.',
      },
    ];
  }
  if (isUsed) {
    return [
      { says: 'Auto mTLS: the caller sends mTLS to whoever can take it.' },
    ];
  }
  if (namespaceMode.mode === 'DISABLE') {
    return [
      ...namespaceMode.because,
      {
        says: 'Auto mTLS is not used towards a namespace whose mode is DISABLE.',
      },
    ];
  }
  return [
    {
      object: balancer?.object ?? service.ref,
      field: balancer?.field,
      says: 'Calls keep the address that was dialled, and not every endpoint has a proxy: auto mTLS is not used for any.',
    },
  ];
}

/** How a proxy that knows a service approaches it. @param scope - why it knows the service */
export function proxySide(
  mesh: Mesh,
  client: RouteClient,
  { service, port, endpoints }: Target & { service: MeshService },
  scope: readonly Because[],
  subset?: string,
): ClientSide {
  const isGateway = client.kind === 'gateway';
  const rule = destinationRuleIndex(mesh).select({
    clientNamespace: client.namespace,
    clientLabels: client.labels,
    host: service.host,
    serviceNamespace: service.namespace,
  });
  const destinationRules = rule?.from ?? [];
  const because: Because[] = [...scope];
  const hasSubset = rule?.subsets.some(({ name }) => name === subset);
  if (subset !== undefined && !hasSubset) {
    because.push({
      object: rule?.from[0] ?? service.ref,
      field: rule && 'spec.subsets',
      says: `No DestinationRule that counts for the caller has the subset ${subset}.`,
    });
    return approach('noSubset', because, { destinationRules });
  }
  const { tls, loadBalancer } = trafficPolicyFor(rule, port.number, subset);
  const isPassthrough = loadBalancer?.value.simple === 'PASSTHROUGH';
  const keepsAddress = isPassthrough || isHeadless(mesh, service);
  const namespaceMode = peerModeFor(mesh, service.namespace);
  const meshExternal = service.kind === 'external';
  const settings = clientTlsSettings({
    destinationRuleTls: tls?.value,
    serviceAccounts: [],
    sni: `outbound_.${port.number}_.${subset ?? ''}_.${service.host}`,
    autoMtls: mesh.config.enableAutoMtls,
    meshExternal,
    serviceMtlsMode: inferServiceMtlsMode({
      meshExternal,
      keepsAddress,
      endpoints: endpoints.map(({ offersMtls }) => offersMtls),
      namespaceMode: namespaceMode.mode,
    }),
    proxyMetadata: mesh.config.proxyMetadata,
  });
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
    because.push(
      ...explainAuto(
        mesh,
        service,
        settings.tls !== undefined,
        namespaceMode,
        isPassthrough ? loadBalancer : undefined,
      ),
    );
  }
  const dropped = settings.tls && unusableTls(settings.tls, isGateway, rule);
  if (dropped) {
    because.push({ object: tls?.object, field: tls?.field, says: dropped });
  }
  return approach('proxy', because, {
    tls: dropped ? undefined : settings.tls,
    isAuto: settings.context === 'autoDetected',
    keepsAddress: keepsAddress && !isGateway,
    destinationRules,
  });
}
