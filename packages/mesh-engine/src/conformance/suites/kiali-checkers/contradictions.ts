import {
  asList,
  asRecord,
  asText,
  asTexts,
  at,
} from '../../../resources/fields';
import type { KubeObject } from '../../../resources/types';

/** A case, as far as what contradicts Istio can be told from it. */
export interface Stated {
  checker: string;
  params: Record<string, unknown>;
  manifests: readonly KubeObject[];
  /** Codes that are expected. */
  codes: ReadonlySet<string>;
  expect: Record<string, unknown>;
}

const namespaceOf = ({ metadata }: KubeObject) => metadata.namespace ?? '';

/** Hosts that objects of the networking API name. */
function hostsOf({ spec }: KubeObject): string[] {
  const routes = ['http', 'tls', 'tcp'].flatMap(section =>
    asList(at(spec, section)).flatMap(route =>
      asList(asRecord(route).route).map(target =>
        at(target, 'destination', 'host'),
      ),
    ),
  );
  return asTexts([at(spec, 'host'), ...asList(at(spec, 'hosts')), ...routes]);
}

const HALF_NAME = /^([^.*]+)\.([^.]+)(\.svc)?$/;

/** Whether `name.namespace` or `name.namespace.svc` stands beside the whole name that Kiali takes it for. */
function hasHalfName({ manifests, params }: Stated): boolean {
  const whole = new Set([
    ...Object.keys(asRecord(params.DRSubsets)),
    ...manifests.flatMap(object =>
      [
        ...(object.kind === 'Service' ? [object.metadata.name] : []),
        ...hostsOf(object),
      ].map(host =>
        host.includes('.') ? host : `${host}.${namespaceOf(object)}.svc.`,
      ),
    ),
  ]);
  return manifests
    .flatMap(hostsOf)
    .map(host => HALF_NAME.exec(host))
    .some(
      half =>
        half &&
        [...whole].some(host => host.startsWith(`${half[1]}.${half[2]}.svc.`)),
    );
}

/** Whether Sidecars name a namespace that the ServiceEntry of the host is not in. */
function namesForeignEntry({ manifests }: Stated): boolean {
  const entries = manifests.filter(({ kind }) => kind === 'ServiceEntry');
  const sidecars = manifests.filter(({ kind }) => kind === 'Sidecar');
  return sidecars.some(sidecar =>
    asList(at(sidecar, 'spec', 'egress'))
      .flatMap(egress => asTexts(asRecord(egress).hosts))
      .some(entry => {
        const [scope, host] = entry.split('/');
        const namespace = scope === '.' ? namespaceOf(sidecar) : scope;
        return (
          namespace !== '*' &&
          entries.some(
            object =>
              namespaceOf(object) !== namespace &&
              hostsOf(object).some(own =>
                own.startsWith('*.')
                  ? host?.endsWith(own.slice(1))
                  : host === own,
              ),
          )
        );
      }),
  );
}

/** Whether VirtualServices of several namespaces name a gateway without its namespace. */
function sharesShortGateway({ manifests }: Stated): boolean {
  const named = new Map<string, string>();
  return manifests.some(object =>
    asTexts(at(object, 'spec', 'gateways'))
      .filter(name => name !== 'mesh' && !name.includes('/'))
      .some(name => {
        const other = named.get(name) ?? namespaceOf(object);
        named.set(name, other);
        return other !== namespaceOf(object);
      }),
  );
}

const hasForeignParent = ({ manifests }: Stated): boolean =>
  manifests.some(object =>
    asList(at(object, 'spec', 'parentRefs'))
      .map(asRecord)
      .some(
        ({ kind, namespace }) =>
          kind === 'Service' &&
          (asText(namespace) || namespaceOf(object)) !== namespaceOf(object),
      ),
  );

const isLivedIn = ({ manifests }: Stated): boolean =>
  manifests.some(object =>
    asList(at(object, 'spec', 'from')).some(from =>
      manifests.some(other => namespaceOf(other) === asRecord(from).namespace),
    ),
  );

const writesMode = ({ manifests }: Stated): boolean =>
  manifests.some(
    ({ spec }) => at(spec, 'outboundTrafficPolicy', 'mode') === 'REGISTRY_ONLY',
  );

/** Whether rules that ask for mTLS are all that says anything of it. */
const asksOnlyForMtls = ({ manifests }: Stated): boolean => {
  const modes = manifests.flatMap(object =>
    asTexts([at(object, 'spec', 'trafficPolicy', 'tls', 'mode')]),
  );
  return (
    modes.length > 0 &&
    modes.every(mode => mode.endsWith('MUTUAL')) &&
    !manifests.some(({ kind }) => kind === 'PeerAuthentication')
  );
};

/** Whether all principals are of the trust domain that every mesh has. */
const isOwnDomain = ({ manifests }: Stated): boolean => {
  const principals = manifests.flatMap(object =>
    asList(at(object, 'spec', 'rules'))
      .flatMap(rule => asList(asRecord(rule).from))
      .flatMap(from => asTexts(at(from, 'source', 'principals'))),
  );
  return principals.every(name => name.startsWith('cluster.local/'));
};

const namesDefaultAccount = ({ manifests }: Stated): boolean =>
  manifests.some(
    object => at(object, 'spec', 'template', 'serviceAccount') === 'default',
  );

const isForNamespace = ({ manifests }: Stated): boolean =>
  manifests.some(
    ({ kind, spec }) =>
      kind === 'Telemetry' && at(spec, 'selector') === undefined,
  );

const isSound = ({ expect }: Stated) => expect.count === 0;

/** Where Kiali says something that Istio does not do. */
export const CONTRADICTIONS: {
  reason: string;
  holds: (stated: Stated) => boolean;
}[] = [
  {
    reason:
      'Istio completes only names without a dot: name.namespace is no service',
    holds: stated =>
      /^(virtualservices|destinationrules|checkers)\//.test(stated.checker) &&
      hasHalfName(stated),
  },
  {
    reason:
      'a route to an unknown host fails in Istio whatever the outbound policy is',
    holds: ({ checker, params, codes }) =>
      checker === 'virtualservices/NoHostChecker' &&
      params.PolicyAllowAny === true &&
      codes.has('KIA1101'),
  },
  {
    reason:
      'the host of a Sidecar names the namespace of the service in Istio, not any that sees it',
    holds: stated =>
      stated.checker === 'sidecars/EgressHostChecker' &&
      isSound(stated) &&
      namesForeignEntry(stated),
  },
  {
    reason:
      'the name of a gateway without a namespace is of the own namespace in Istio',
    holds: stated =>
      stated.checker === 'virtualservices/SingleHostChecker' &&
      stated.codes.has('KIA1106') &&
      sharesShortGateway(stated),
  },
  {
    reason: 'a route may have a Service of another namespace as its parent',
    holds: stated =>
      /^k8s\w+routes\/NoHostChecker$/.test(stated.checker) &&
      stated.codes.has('KIA1402') &&
      hasForeignParent(stated),
  },
  {
    reason: 'a namespace that an object lives in exists',
    holds: stated => stated.codes.has('KIA1601') && isLivedIn(stated),
  },
  {
    reason: 'Kiali cannot tell REGISTRY_ONLY from a mode that is missing',
    holds: stated =>
      stated.checker === 'sidecars/OutboundTrafficPolicyModeChecker' &&
      writesMode(stated),
  },
  {
    reason:
      'without a PeerAuthentication Istio accepts mTLS, so a rule that asks for it breaks nothing',
    holds: ({ codes }) => codes.has('KIA0205') || codes.has('KIA0206'),
  },
  {
    reason: "classes of Kiali's own configuration are no part of a mesh",
    holds: ({ checker }) => checker === 'k8sgateways/GatewayClassChecker',
  },
  {
    reason:
      'without a PeerAuthentication Istio accepts mTLS, so a rule that asks for it is enough',
    holds: stated => stated.codes.has('KIA0105') && asksOnlyForMtls(stated),
  },
  {
    reason: 'a mesh is of one cluster: accounts of others are not known',
    holds: ({ codes }) => codes.has('KIA0107'),
  },
  {
    reason: 'cluster.local stands for the trust domain of every mesh',
    holds: stated => stated.codes.has('KIA0108') && isOwnDomain(stated),
  },
  {
    reason: 'Kubernetes gives every namespace a service account default',
    holds: stated => stated.codes.has('KIA1701') && namesDefaultAccount(stated),
  },
  {
    reason: 'waypoints follow a Telemetry of their whole namespace',
    holds: stated => stated.codes.has('KIA1117') && isForNamespace(stated),
  },
];
