import {
  asLabels,
  asList,
  asRecord,
  asText,
  asTexts,
  at,
} from '../../../resources/fields';
import type { KubeObject } from '../../../resources/types';

/** Names one object of a case. */
export interface Key {
  kind: string;
  namespace: string;
  name: string;
}

/** What a case is about, as resources of a mesh. */
export interface World {
  resources: KubeObject[];
  /** Objects that the checker was asked about. */
  subjects: Key[];
  /** Root namespace by namespace, where a case has several control planes. */
  roots: Record<string, string>;
  rootNamespace?: string;
  clusterDomain?: string;
}

type Params = Record<string, unknown>;

export const keyOf = (object: KubeObject): Key => ({
  kind: object.kind,
  namespace: object.metadata.namespace ?? '',
  name: object.metadata.name,
});

const make = (
  apiVersion: string,
  kind: string,
  namespace: string | undefined,
  name: string,
  rest: Record<string, unknown> = {},
): KubeObject => {
  const { metadata, ...fields } = rest;
  return {
    apiVersion,
    kind,
    metadata: { ...asRecord(metadata), name, namespace },
    ...fields,
  };
};

function workloads(value: unknown): KubeObject[] {
  const item = asRecord(at(value, 'WorkloadListItem'));
  const name = asText(item.Name) ?? 'workload';
  const namespace = asText(item.Namespace) ?? '';
  const labels = asLabels(item.Labels);
  const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name };
  const proxied = item.IstioSidecar === true;
  const redirected = item.IsAmbient === true && {
    'ambient.istio.io/redirection': 'enabled',
  };
  const given = asList(at(value, 'Pods')).map(asRecord);
  const pods =
    given.length === 0 && (proxied || redirected)
      ? [{ Name: name, Labels: labels }]
      : given;
  const waypoints = asList(at(value, 'WaypointWorkloads')).map(asRecord);
  return [
    make('apps/v1', 'Deployment', namespace, name, {
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [] } },
      },
    }),
    ...pods.map((pod, index) =>
      make('v1', 'Pod', namespace, asText(pod.Name) ?? `${name}-${index}`, {
        metadata: {
          labels: asLabels(pod.Labels),
          annotations: { ...redirected, ...asLabels(pod.Annotations) },
          ownerReferences: [{ ...owner, controller: true }],
        },
        spec: {
          containers: proxied ? [{ name: 'app' }, { name: 'istio-proxy' }] : [],
        },
        status: { phase: 'Running' },
      }),
    ),
    ...waypoints.map(waypoint =>
      make(
        'gateway.networking.k8s.io/v1',
        'Gateway',
        asText(waypoint.Namespace),
        asText(waypoint.Name) ?? 'waypoint',
        { spec: { gatewayClassName: 'istio-waypoint' } },
      ),
    ),
  ];
}

function namespaceOf(value: unknown): KubeObject {
  const { Name, Labels, IsAmbient } = asRecord(value);
  const labels = {
    ...(IsAmbient === true && { 'istio.io/dataplane-mode': 'ambient' }),
    ...asLabels(Labels),
  };
  const name = asText(value) ?? asText(Name) ?? '';
  return make('v1', 'Namespace', undefined, name, { metadata: { labels } });
}

/** Objects that Kiali derived an argument from, by the name of the argument. */
const DERIVED: Record<string, (value: unknown) => KubeObject[]> = {
  Namespaces: value => asList(value).map(namespaceOf),
  namespaces: value => asList(value).map(namespaceOf),
  WorkloadsPerNamespace: value =>
    Object.values(asRecord(value)).flatMap(list =>
      asList(list).flatMap(workloads),
    ),
  Workload: workloads,
  workload: workloads,
  ServiceAccounts: value =>
    Object.values(asRecord(value))
      .flatMap(asTexts)
      .map(account => {
        const [, , namespace, , name] = account.split('/');
        return make('v1', 'ServiceAccount', namespace, name);
      }),
  DRSubsets: value =>
    Object.entries(asRecord(value)).map(([host, subsets], index) => {
      const [first] = Object.values(asRecord(subsets)).map(asRecord);
      return make(
        'networking.istio.io/v1',
        'DestinationRule',
        asText(first?.Namespace),
        `subsets-${index}`,
        {
          spec: {
            host,
            subsets: Object.keys(asRecord(subsets)).map(name => ({
              name,
              labels: { version: name },
            })),
          },
        },
      );
    }),
  GatewayClasses: value =>
    asList(value)
      .map(asRecord)
      .map(({ ClassName }) =>
        make(
          'gateway.networking.k8s.io/v1',
          'GatewayClass',
          undefined,
          asText(ClassName) ?? '',
        ),
      ),
  IsGatewayToNamespace: value => [
    make('apps/v1', 'Deployment', 'istio-system', 'istiod', {
      metadata: { labels: { app: 'istiod' } },
      spec: {
        template: {
          metadata: { labels: { app: 'istiod' } },
          spec: {
            containers: [
              {
                name: 'discovery',
                env: [
                  {
                    name: 'PILOT_SCOPE_GATEWAY_TO_NAMESPACE',
                    value: String(value),
                  },
                ],
              },
            ],
          },
        },
      },
    }),
  ],
};

function meshConfig(params: Params): KubeObject {
  const mtls = asRecord(params.MTLSDetails ?? params.MtlsDetails);
  const trustDomains = asTexts(params.KnownTrustDomains);
  const mesh = {
    enableAutoMtls: mtls.EnabledAutoMtls === true,
    outboundTrafficPolicy: {
      mode: params.PolicyAllowAny === true ? 'ALLOW_ANY' : 'REGISTRY_ONLY',
    },
    trustDomain: trustDomains[0],
    trustDomainAliases: trustDomains.slice(1),
  };
  return make('v1', 'ConfigMap', 'istio-system', 'istio', {
    data: { mesh: JSON.stringify(mesh) },
  });
}

/** Objects that the generic checkers take apart: kind, name, selector and exportTo. */
function generic(params: Params): KubeObject[] {
  const { Group, Version, Kind } = asRecord(params.ObjectGVK);
  const kind = asText(Kind) ?? 'DestinationRule';
  const apiVersion = Kind
    ? `${String(Group)}/${String(Version)}`
    : 'networking.istio.io/v1';
  const selecting = (labels: unknown) =>
    kind === 'Sidecar'
      ? { workloadSelector: { labels } }
      : { selector: { matchLabels: labels } };
  const one = (namespace: unknown, name: unknown, spec: unknown) =>
    make(apiVersion, kind, asText(namespace), asText(name) ?? 'subject', {
      spec,
    });
  if (params.Keys) {
    return asList(params.Keys)
      .map(asRecord)
      .map(({ Namespace, Name }, index) => {
        const labels = asRecord(asRecord(params.Selectors)[String(index)]);
        const empty = Object.keys(labels).length === 0;
        return one(Namespace, Name, empty ? {} : selecting(labels));
      });
  }
  if (params.SelectorLabels) {
    return [one(params.Namespace, 'subject', selecting(params.SelectorLabels))];
  }
  if (params.ExportTo) {
    const [namespace] = asTexts(params.Namespaces);
    const spec = { host: 'subject', exportTo: params.ExportTo };
    return [one(namespace, 'subject', spec)];
  }
  return [];
}

const indexOf = (value: unknown) => {
  const index = asRecord(value).$manifest;
  return typeof index === 'number' ? index : undefined;
};

/** Positions of the manifests that an argument lists at its top. */
function listed(value: unknown): number[] {
  return [value, ...asList(value), ...Object.values(asRecord(value)).flat()]
    .map(indexOf)
    .filter((index): index is number => index !== undefined);
}

const nameOf = ({ kind, metadata }: KubeObject, index: number) =>
  metadata.name || (kind === 'Deployment' ? 'unnamed' : `unnamed-${index}`);

/** The containers that the annotation of the injector names, where the pod itself is cut short. */
function injected({ metadata }: KubeObject) {
  const status = asText(metadata.annotations?.['sidecar.istio.io/status']);
  const proxy = status?.includes('istio-proxy')
    ? [{ name: 'istio-proxy' }]
    : [];
  return { containers: [{ name: 'app' }, ...proxy] };
}

/** What Kubernetes would not let an object be without. */
function complete(
  object: KubeObject,
  namespace: string,
  index: number,
  owner: KubeObject | undefined,
) {
  const { labels } = object.metadata;
  const template = asRecord(at(object, 'spec', 'template'));
  return {
    ...object,
    ...(object.kind === 'Deployment' &&
      !template.metadata && {
        spec: {
          ...asRecord(object.spec),
          template: { ...template, metadata: { labels } },
        },
      }),
    ...(object.kind === 'Pod' && { spec: object.spec ?? injected(object) }),
    metadata: {
      ...object.metadata,
      namespace: object.metadata.namespace ?? namespace,
      name: nameOf(object, index),
      ...(object.kind === 'Pod' &&
        owner && {
          ownerReferences: [
            {
              apiVersion: owner.apiVersion,
              kind: owner.kind,
              name: nameOf(owner, 0),
              controller: true,
            },
          ],
        }),
    },
  };
}

const renamed = (object: KubeObject, index: number): KubeObject => ({
  ...object,
  metadata: {
    ...object.metadata,
    name: `${object.metadata.name}+${index}`,
  },
});

/**
 * The resources that a case describes.
 * @param asked - names of the arguments that its checker judges; the others are what it looks things up in
 */
export function worldOf(
  params: Params,
  manifests: readonly KubeObject[],
  asked: readonly string[],
): World {
  const about = new Set(asked.flatMap(name => listed(params[name])));
  const [subject] = [...about];
  const namespace = manifests[subject]?.metadata.namespace ?? '';
  const owner = manifests.find(({ kind }) => kind === 'Deployment');
  const seen = new Set<string>();
  const named = manifests.map((manifest, index) => {
    const object = complete(manifest, namespace, index, owner);
    const key = JSON.stringify(keyOf(object));
    // A cluster cannot hold two objects of one name: another that is asked about is told apart by its name.
    const again = seen.has(key) && about.has(index);
    seen.add(key);
    return again ? renamed(object, index) : object;
  });
  const names = new Set<string>();
  const derived = Object.entries(params)
    .flatMap(([name, value]) => DERIVED[name]?.(value) ?? [])
    .map((object, index) => {
      const key = JSON.stringify(keyOf(object));
      const again = names.has(key) && object.kind === 'Deployment';
      names.add(key);
      return again ? renamed(object, index) : object;
    });
  const gatewayNames = Object.keys(asRecord(params.GatewayNames))
    .filter(name => !name.startsWith('$'))
    .map(name =>
      make('networking.istio.io/v1', 'Gateway', namespace, name, { spec: {} }),
    );
  const made = generic(params);
  const ofWorkloads = asked
    .filter(name => /workload$|^WorkloadsPerNamespace$/i.test(name))
    .flatMap(name => DERIVED[name]?.(params[name]) ?? []);
  const domain = asText(params.IdentityDomain);
  return {
    resources: [
      meshConfig(params),
      ...derived,
      ...gatewayNames,
      ...made,
      // The first of two manifests of one name is the one that is asked about.
      ...[...named].reverse(),
    ],
    subjects:
      made.length > 0
        ? made.map(keyOf)
        : [
            ...named.filter((_, index) => about.has(index)).map(keyOf),
            ...ofWorkloads.filter(({ kind }) => kind !== 'Pod').map(keyOf),
          ],
    roots: Object.fromEntries(
      Object.entries(asRecord(params.RootNamespaces)).map(([name, root]) => [
        name,
        asText(root) ?? '',
      ]),
    ),
    rootNamespace:
      asRecord(params.MeshDiscovery).IsControlPlaneReturn === true
        ? namespace
        : asText(params.RootNamespace),
    clusterDomain: domain?.startsWith('svc.') ? domain.slice(4) : undefined,
  };
}
