import type { Mesh } from '../mesh/Mesh';
import { fullHost } from '../mesh/hosts';
import { perMesh } from '../mesh/perMesh';
import { selects } from '../mesh/selectors';
import type { MeshService } from '../mesh/types';
import { byAge } from '../resources/byAge';
import { asLabels, asRecord, asText, at } from '../resources/fields';
import { refOf } from '../resources/ref';
import type { Because, KubeObject } from '../resources/types';
import { peerModeOf } from './peerPolicies';
import { peerPoliciesOf } from './peerPoliciesOf';
import type { PeerMode } from './types';

/** What the objects of one level say by themselves. @public */
export type PostureScope =
  | { level: 'mesh' }
  | { level: 'namespace'; namespace: string }
  | {
      level: 'workload';
      namespace: string;
      labels: Readonly<Record<string, string>>;
    };

/**
 * `enabled` and `disabled` where servers and callers are told the same, `partial` where they are not or where both
 * are taken, `unset` where the level says nothing to servers.
 * @public
 */
export interface MtlsPosture {
  state: 'enabled' | 'disabled' | 'partial' | 'unset';
  /** Mode that the PeerAuthentication of the level sets. */
  server?: PeerMode;
  /** TLS mode that the DestinationRule for the whole level sets. */
  client?: string;
  because: Because[];
}

interface ClientPolicy {
  mode: string;
  rule: KubeObject;
}

/** TLS modes of DestinationRules by host, the oldest first. */
const tlsByHost = perMesh(mesh => {
  const index = new Map<string, ClientPolicy[]>();
  const rules = mesh.objects('DestinationRule', 'networking.istio.io');
  for (const rule of [...rules].sort(byAge)) {
    const tls = at(rule, 'spec', 'trafficPolicy', 'tls');
    if (tls !== undefined) {
      const host = fullHost(
        asText(at(rule, 'spec', 'host')) ?? '',
        rule.metadata.namespace ?? 'default',
        mesh.config.clusterDomain,
      );
      const mode = asText(asRecord(tls).mode) ?? 'DISABLE';
      index.set(host, [...(index.get(host) ?? []), { mode, rule }]);
    }
  }
  return index;
});

const isMutual = (mode: string | undefined): boolean =>
  mode === 'ISTIO_MUTUAL' || mode === 'MUTUAL';

const selectorOf = (policy: KubeObject): Record<string, string> =>
  asLabels(at(policy, 'spec', 'selector', 'matchLabels'));

const isSelective = (policy: KubeObject): boolean =>
  Object.keys(selectorOf(policy)).length > 0;

function answer(
  state: MtlsPosture['state'],
  policy: KubeObject | undefined,
  told: ClientPolicy | undefined,
): MtlsPosture {
  const server = policy && peerModeOf(policy);
  return {
    state,
    server,
    client: told?.mode,
    because: [
      ...(policy
        ? [
            {
              object: refOf(policy),
              field: 'spec.mtls.mode',
              says: `Servers are told ${server}.`,
            },
          ]
        : []),
      ...(told
        ? [
            {
              object: refOf(told.rule),
              field: 'spec.trafficPolicy.tls.mode',
              says: `Callers are told ${told.mode}.`,
            },
          ]
        : []),
      ...(policy || told
        ? []
        : [{ says: 'Nothing at this level says anything about mTLS.' }]),
    ],
  };
}

/** Servers and callers of a level together; where callers are told nothing, auto mTLS follows the servers. */
function together(
  policy: KubeObject | undefined,
  told: ClientPolicy | undefined,
  autoMtls: boolean,
): MtlsPosture['state'] {
  const server = policy && peerModeOf(policy);
  const follows = told === undefined && autoMtls;
  if (server === 'STRICT' && (isMutual(told?.mode) || follows)) {
    return 'enabled';
  }
  if (server === 'DISABLE' && (told?.mode === 'DISABLE' || follows)) {
    return 'disabled';
  }
  return server === undefined && told === undefined ? 'unset' : 'partial';
}

function ofMesh(mesh: Mesh): MtlsPosture {
  const { rootNamespace, enableAutoMtls, clusterDomain } = mesh.config;
  const policy = peerPoliciesOf(mesh, rootNamespace).find(
    candidate => !isSelective(candidate) && peerModeOf(candidate),
  );
  const top = clusterDomain.slice(clusterDomain.lastIndexOf('.') + 1);
  const [told] = tlsByHost(mesh).get(`*.${top}`) ?? [];
  const state = together(policy, told, enableAutoMtls);
  if (state !== 'partial') {
    return answer(state, policy, told);
  }
  const server = policy && peerModeOf(policy);
  const isHalfDisabled =
    (server === 'DISABLE' && !told) || (!server && told?.mode === 'DISABLE');
  const isHalfEnabled = enableAutoMtls && !server && isMutual(told?.mode);
  return answer(
    isHalfDisabled ? 'disabled' : isHalfEnabled ? 'enabled' : 'partial',
    policy,
    told,
  );
}

function ofNamespace(mesh: Mesh, namespace: string): MtlsPosture {
  const { rootNamespace, enableAutoMtls, clusterDomain } = mesh.config;
  if (namespace === rootNamespace) {
    return ofMesh(mesh);
  }
  const policy = peerPoliciesOf(mesh, namespace).find(
    candidate =>
      candidate.metadata.namespace === namespace &&
      !isSelective(candidate) &&
      peerModeOf(candidate),
  );
  const [told] =
    tlsByHost(mesh).get(`*.${namespace}.svc.${clusterDomain}`) ?? [];
  return answer(
    policy ? together(policy, told, enableAutoMtls) : 'unset',
    policy,
    told,
  );
}

const servicesByNamespace = perMesh(mesh => {
  const index = new Map<string, MeshService[]>();
  for (const service of mesh.services) {
    index.set(service.namespace, [
      ...(index.get(service.namespace) ?? []),
      service,
    ]);
  }
  return index;
});

function ofWorkload(
  mesh: Mesh,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): MtlsPosture {
  const policy = peerPoliciesOf(mesh, namespace).find(
    candidate =>
      candidate.metadata.namespace === namespace &&
      isSelective(candidate) &&
      selects(selectorOf(candidate), labels) &&
      peerModeOf(candidate),
  );
  const server = policy && peerModeOf(policy);
  if (!policy || server !== 'PERMISSIVE') {
    const states = { STRICT: 'enabled', DISABLE: 'disabled' } as const;
    return answer(
      server === 'STRICT' || server === 'DISABLE' ? states[server] : 'unset',
      policy,
      undefined,
    );
  }
  const told = (servicesByNamespace(mesh).get(namespace) ?? [])
    .filter(({ selector }) => selector && selects(selectorOf(policy), selector))
    .flatMap(({ host }) => tlsByHost(mesh).get(host) ?? [])
    .find(({ mode }) => isMutual(mode) || mode === 'DISABLE');
  if (!told) {
    return answer('unset', policy, undefined);
  }
  return answer(told.mode === 'DISABLE' ? 'disabled' : 'enabled', policy, told);
}

/** What the objects of one level, and nothing above or below it, say about mTLS. @public */
export function mtlsPosture(mesh: Mesh, scope: PostureScope): MtlsPosture {
  switch (scope.level) {
    case 'mesh':
      return ofMesh(mesh);
    case 'namespace':
      return ofNamespace(mesh, scope.namespace);
    default:
      return ofWorkload(mesh, scope.namespace, scope.labels);
  }
}
