import { CHECKS } from '../../check/checks';
import { Mesh } from '../../mesh/Mesh';
import { asText, asTexts } from '../../resources/fields';
import type { KubeObject } from '../../resources/types';
import type { Case } from '../types';
import { equal, notApplicable } from '../verdict';

interface Input {
  istioNamespace?: string;
  meshConfigFile?: string;
  meshNetworksFile?: string;
  clusterManifests?: unknown;
}

interface Message {
  code: string;
  level?: string;
  resource: { kind: string; namespace: string | null; name: string };
}

interface Expect {
  messages: (Message & { level: string })[];
}

const inWords = ({ code, level, resource }: Message) =>
  [code, level, resource.kind, resource.namespace, resource.name].join(' ');

const CHECK_OF = new Map(CHECKS.map(check => [check.code, check]));

/** What each analyzer looks a reference up for: several give the code of a missing one. */
const REFERENCES: Record<string, RegExp> = {
  'authz.AuthorizationPoliciesAnalyzer': /namespaces|selector/i,
  'gateway.ConflictingGatewayAnalyzer': /selector/,
  'gateway.IngressGatewayPortAnalyzer': /selector/,
  'gateway.SecretAnalyzer': /credentialName|selector/,
  'sidecar.SelectorAnalyzer': /workloadSelector/,
  'telemetry.SelectorAnalyzer': /selector/,
  'virtualservice.DestinationHostAnalyzer': /(host|number|port)$/,
  'virtualservice.DestinationRuleAnalyzer': /subset$/,
  'virtualservice.GatewayAnalyzer': /^spec\.gateways/,
};

/** Kinds that an analyzer answers for. */
const KIND_OF: [RegExp, RegExp][] = [
  [/^authz\./, /^AuthorizationPolicy$/],
  [/^gateway\./, /^Gateway$/],
  [/^sidecar\./, /^Sidecar$/],
  [/^telemetry\./, /^Telemetry$/],
  [/^virtualservice\./, /^VirtualService$/],
];

const INGRESS = {
  name: 'istio-ingressgateway',
  namespace: 'istio-system',
};

/** What upstream loads beside every case. */
const DEFAULT_RESOURCES: KubeObject[] = [
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...INGRESS,
      name: 'istio-ingressgateway-dummypod',
      labels: { istio: 'ingressgateway' },
    },
    spec: { containers: [{ name: 'istio-proxy' }] },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: INGRESS,
    spec: {
      ports: [
        { name: 'http2', port: 80, targetPort: 80 },
        { name: 'https', port: 443, targetPort: 443 },
        { name: 'tcp', port: 31400, targetPort: 31400 },
        { name: 'tls', port: 15443, targetPort: 15443 },
      ],
      selector: { istio: 'ingressgateway' },
    },
  },
];

const itemsOf = (object: KubeObject) =>
  Array.isArray(object.items) ? (object.items as KubeObject[]) : [object];

export function decide({ input, expect, ...tags }: Case<Input, Expect>) {
  if (input.meshConfigFile ?? input.meshNetworksFile) {
    return notApplicable('the mesh configuration is not part of the case');
  }
  if (input.clusterManifests) {
    return notApplicable('a mesh is of one cluster');
  }
  const analyzer = asText(tags.analyzer) ?? '';
  const codes = asTexts(tags.codesOfAnalyzer);
  const mesh = Mesh.from(
    [...DEFAULT_RESOURCES, ...(input.manifests ?? []).flatMap(itemsOf)],
    {
      rootNamespace: input.istioNamespace,
    },
  );
  const reference = REFERENCES[analyzer];
  const [, kinds = /./] = KIND_OF.find(([name]) => name.test(analyzer)) ?? [];
  const weighed = new Set(
    CHECKS.flatMap(({ kiali, istioctl }) => (kiali ? istioctl ?? [] : [])),
  );
  // Kiali and istioctl weigh some things differently: ours is one weight for both.
  const levelOf = (code: string, level: string) =>
    weighed.has(code) ? undefined : level.toLowerCase();
  const messages = mesh.check().flatMap(({ code, severity, object, field }) =>
    (CHECK_OF.get(code)?.istioctl ?? [])
      .filter(
        same =>
          codes.includes(same) &&
          object &&
          kinds.test(object.kind) &&
          (!/IST01(01|32)/.test(same) ||
            !reference ||
            reference.test(field ?? '')),
      )
      .map(same => ({
        field: field ?? '',
        words: inWords({
          code: same,
          level: levelOf(same, severity),
          resource: {
            kind: object?.kind ?? '',
            name: object?.name ?? '',
            namespace: object?.namespace ?? null,
          },
        }),
      })),
  );
  // Where istioctl says once of a server what ours says of each of its hosts.
  const once = new Map(
    messages.map(({ field, words }, index) => [
      /^spec\.servers/.test(field)
        ? `${words} ${field.split('.hosts')[0]}`
        : String(index),
      words,
    ]),
  );
  const expected = expect.messages.map(({ code, level, resource }) =>
    inWords({ code, level: levelOf(code, level), resource }),
  );
  return equal([...once.values()].sort(), expected.sort());
}
