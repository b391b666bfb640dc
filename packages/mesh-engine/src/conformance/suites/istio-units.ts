import { bracketed } from '../../authorize/attributeKinds';
import { conditionProblem, isPort } from '../../authorize/conditionKeys';
import {
  containsPathTemplate,
  envoyPathTemplate,
  isValidLiteral,
  isValidPathTemplate,
} from '../../authorize/pathTemplate';
import {
  clientTlsSettings,
  inferServiceMtlsMode,
  type ClientTlsQuery,
} from '../../connection/clientTls';
import { DestinationRuleIndex } from '../../connection/destinationRules';
import { Mesh } from '../../mesh/Mesh';
import {
  composePeerPolicies,
  selectPeerPolicies,
} from '../../mtls/peerPolicies';
import { byAge } from '../../resources/byAge';
import {
  asList,
  asNumber,
  asRecord,
  asText,
  asTexts,
} from '../../resources/fields';
import type { KubeObject } from '../../resources/types';
import { domainsOf } from '../../routing/domains';
import { fullGatewayName } from '../../routing/gatewayName';
import {
  hostsForNamespace,
  hostsOverlap,
  intersectHosts,
  isHostSubset,
  isMoreSpecificHost,
} from '../../routing/hostNames';
import { isL4MatchFor } from '../../routing/l4Chains';
import {
  matchesConflict,
  mergeMatches,
  mergeRule,
} from '../../routing/mergeMatches';
import {
  isHttpServer,
  isHttpsServer,
  isPassThroughServer,
  isTcpServerWithTls,
  isTlsServer,
} from '../../routing/servers';
import { readVirtualServices } from '../../routing/virtualServices';
import type { Case } from '../types';
import { equal, notApplicable } from '../verdict';

type Fields = Record<string, unknown>;

const text = (value: unknown) => asText(value) ?? '';
const records = (value: unknown) => asList(value).map(asRecord);
const result = (value: unknown) => ({ result: value });
const valid = (value: boolean) => ({ valid: value });

/** Absent, null and an empty list are the same to Go. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.length > 0 ? value.map(plain) : undefined;
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .map(([key, entry]) => [key, plain(entry)])
          .filter(([, entry]) => entry !== undefined),
      )
    : value ?? undefined;
}

function mesh({ manifests, defaultVirtualServiceExportTo }: Fields): Mesh {
  const config: KubeObject = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'istio', namespace: 'istio-system' },
    data: { mesh: JSON.stringify({ defaultVirtualServiceExportTo }) },
  };
  return Mesh.from([...(manifests as KubeObject[]), config]);
}

function mergeDelegates(input: Fields): unknown {
  const merged = readVirtualServices(mesh(input)).map(({ object, http }) => ({
    ...object,
    spec: {
      ...asRecord(object.spec),
      http: http.map(({ rule }) => rule),
    },
  }));
  return { merged };
}

function matchL4({ match, proxyLabels, namespace, gateways, port }: Fields) {
  const client = {
    kind: 'sidecar' as const,
    namespace: text(namespace),
    labels: asRecord(proxyLabels) as Record<string, string>,
  };
  return result(
    isL4MatchFor(
      asRecord(match),
      client,
      asTexts(gateways),
      asNumber(port) ?? 0,
    ),
  );
}

function selectDestinationRule(input: Fields): unknown {
  const { hostname, namespace } = asRecord(input.service);
  const index = new DestinationRuleIndex(input.manifests as KubeObject[], {
    rootNamespace: text(input.rootNamespace),
    clusterDomain: 'cluster.local',
    defaultDestinationRuleExportTo: asTexts(
      input.defaultDestinationRuleExportTo,
    ),
  });
  const rule = index.select({
    clientNamespace: text(input.proxyNamespace),
    host: text(hostname),
    serviceNamespace: text(namespace),
  });
  return { subsets: rule?.subsets.map(({ name }) => name) ?? null };
}

function clientTls({ autoMtlsEnabled, destinationRuleTls, ...input }: Fields) {
  const { tls, context } = clientTlsSettings({
    ...(input as unknown as ClientTlsQuery),
    autoMtls: autoMtlsEnabled === true,
    destinationRuleTls: destinationRuleTls
      ? asRecord(destinationRuleTls)
      : undefined,
  });
  return { clientTls: tls ?? null, contextType: context };
}

function inferMode(input: Fields): unknown {
  const { namespace, meshExternal, resolution } = asRecord(input.service);
  const policies = (input.manifests as KubeObject[]).slice().sort(byAge);
  const selected = selectPeerPolicies(
    policies,
    text(input.rootNamespace),
    text(namespace),
    {},
  );
  return {
    mode: inferServiceMtlsMode({
      meshExternal: meshExternal === true,
      keepsAddress: resolution === 'Passthrough',
      // The instances of the cases have no label that says that they can do mTLS.
      endpoints: input.hasInstances === true ? [false] : [],
      namespaceMode: composePeerPolicies(selected).mode,
    }),
  };
}

function virtualHostDomains({ service, proxy }: Fields): unknown {
  const { hostname, defaultAddress, resolution, attributes } =
    asRecord(service);
  const { Aliases, ServiceRegistry } = asRecord(attributes);
  const address = text(defaultAddress);
  return {
    domains: domainsOf(
      {
        host: text(hostname),
        aliases: records(Aliases).map(alias => text(alias.Hostname)),
        addresses: ['', '0.0.0.0'].includes(address) ? [] : [address],
        namesPods:
          resolution === 'Passthrough' && ServiceRegistry === 'Kubernetes',
      },
      text(asRecord(proxy).dnsDomain),
    ),
  };
}

const host =
  (holds: (a: string, b: string) => boolean) =>
  ({ a, b }: Fields) =>
    result(holds(text(a), text(b)));

const server =
  (holds: (value: Fields) => boolean) =>
  ({ server: value }: Fields) =>
    result(holds(asRecord(value)));

const condition = (key: string, { values }: Fields) =>
  valid(conditionProblem(key, asTexts(values)) === undefined);

const FUNCTIONS: Record<string, (input: Fields) => unknown> = {
  MoreSpecific: host(isMoreSpecificHost),
  Matches: host(hostsOverlap),
  SubsetOf: host(isHostSubset),
  NamesForNamespace: ({ hosts, namespace }) =>
    result(hostsForNamespace(asTexts(hosts), text(namespace))),
  Intersection: ({ a, b }) => result(intersectHosts(asTexts(a), asTexts(b))),
  resolveGatewayName: ({ gateway, meta }) =>
    result(fullGatewayName(text(gateway), text(asRecord(meta).Namespace))),
  hasConflict: ({ root, leaf }) =>
    result(matchesConflict(asRecord(root), asRecord(leaf))),
  mergeHTTPMatchRequests: ({ root, delegate }) =>
    result(mergeMatches(records(root), records(delegate)) ?? null),
  MergeHTTPRoutes: ({ root, delegate }) =>
    result(
      records(delegate).flatMap(rule => mergeRule(asRecord(root), rule) ?? []),
    ),
  mergeDelegates,
  matchTCP: matchL4,
  matchTLS: matchL4,
  generateVirtualHostDomains: virtualHostDomains,
  IsHTTPServer: server(isHttpServer),
  IsTLSServer: server(isTlsServer),
  IsHTTPSServerWithTLSTermination: server(isHttpsServer),
  IsTCPServerWithTLSTermination: server(isTcpServerWithTls),
  IsPassThroughServer: server(isPassThroughServer),
  ValidateAttribute: input => condition(text(input.key), input),
  CheckTrustDomainValues: input => condition('source.trustDomain', input),
  CheckWildcardValues: input => condition('source.trustDomain', input),
  CheckValidPathTemplate: ({ paths }) =>
    valid(asTexts(paths).every(isValidPathTemplate)),
  ContainsPathTemplate: ({ path }) => result(containsPathTemplate(text(path))),
  IsValidLiteral: ({ glob }) => result(isValidLiteral(text(glob))),
  PathTemplateMatcher: ({ path }) => ({
    envoyPathTemplate: envoyPathTemplate(text(path)),
  }),
  convertToPort: ({ v }) =>
    isPort(text(v)) ? result(Number(v)) : { errorPrefix: `invalid port ${v}:` },
  extractNameInBrackets: ({ s }) => {
    const names = bracketed(text(s), '');
    return { error: !names, result: names?.join('][') ?? '' };
  },
  extractNameInNestedBrackets: ({ s }) => {
    const names = bracketed(text(s), '');
    return { error: !names, result: names ?? null };
  },
  buildUpstreamTLSSettings: clientTls,
  destinationRuleSelection: selectDestinationRule,
  bestEffortInferServiceMTLSMode: inferMode,
};

export function decide({ input, expect, ...tags }: Case<Fields, unknown>) {
  const run = FUNCTIONS[text(tags.function)];
  return run
    ? equal(plain(run(input)), plain(expect))
    : notApplicable(
        'takes apart the address of a server of keys, which only Envoy asks for keys',
      );
}
