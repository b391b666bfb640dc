import { Mesh } from '../../mesh/Mesh';
import { mtlsPosture, type PostureScope } from '../../mtls/posture';
import type { Case } from '../types';
import { all, equal, notApplicable } from '../verdict';

interface Input {
  rootNamespace?: string;
  identityDomain?: string;
  autoMtls?: boolean;
  namespace?: string;
  namespaces?: { Name: string }[];
  workloadLabels?: string[];
}

interface Expect {
  status: string;
}

/** The case names the keys of the workload's labels; the one workload of these tests is this one. */
const LABELS: Record<string, string> = { app: 'reviews', version: 'v1' };

const STATUS = {
  mesh: {
    enabled: 'MTLS_ENABLED',
    disabled: 'MTLS_DISABLED',
    partial: 'MTLS_PARTIALLY_ENABLED',
    unset: 'MTLS_NOT_ENABLED',
  },
  namespace: {
    enabled: 'MTLS_ENABLED',
    disabled: 'MTLS_DISABLED',
    partial: 'MTLS_PARTIALLY_ENABLED',
    unset: 'UNSET',
  },
  workload: {
    enabled: 'MTLS_ENABLED',
    disabled: 'MTLS_DISABLED',
    partial: 'MTLS_PARTIALLY_ENABLED',
    unset: 'MTLS_NOT_ENABLED',
  },
};

/** Kiali says of an unset namespace when the mesh decides for it. */
const INHERITED: Record<string, string> = {
  enabled: 'UNSET_INHERITED_STRICT',
  disabled: 'UNSET_INHERITED_DISABLED',
};

/** Domain of the hosts that the DestinationRules of the case are written for. */
function domainOf({
  manifests = [],
}: Case<Input>['input']): string | undefined {
  const host = manifests
    .filter(({ kind }) => kind === 'DestinationRule')
    .map(
      ({ spec }) =>
        /\.svc\.(.+)$/.exec(String((spec as { host?: string }).host))?.[1],
    )
    .find(Boolean);
  return host;
}

export function decide({ input, expect, scope }: Case<Input, Expect>) {
  const mesh = Mesh.from(
    [
      ...(input.manifests ?? []),
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'istio', namespace: 'istio-system' },
        data: {
          mesh: JSON.stringify({ enableAutoMtls: input.autoMtls ?? true }),
        },
      },
    ],
    {
      rootNamespace: input.rootNamespace ?? 'istio-system',
      clusterDomain:
        input.identityDomain?.replace(/^svc\./, '') ?? domainOf(input),
    },
  );
  const status = (posture: PostureScope): string => {
    if (
      posture.level === 'namespace' &&
      posture.namespace === mesh.config.rootNamespace
    ) {
      return status({ level: 'mesh' });
    }
    const { state } = mtlsPosture(mesh, posture);
    const inherited =
      posture.level === 'namespace' && state === 'unset'
        ? INHERITED[mtlsPosture(mesh, { level: 'mesh' }).state]
        : undefined;
    return inherited ?? STATUS[posture.level][state];
  };
  switch (scope) {
    case 'mesh':
      return equal(status({ level: 'mesh' }), expect.status);
    case 'namespace':
      return equal(
        status({ level: 'namespace', namespace: input.namespace ?? '' }),
        expect.status,
      );
    case 'cluster-namespaces':
      return all(
        (input.namespaces ?? []).map(({ Name: namespace }) =>
          equal(status({ level: 'namespace', namespace }), expect.status),
        ),
      );
    case 'workload':
      return equal(
        status({
          level: 'workload',
          namespace: input.namespace ?? '',
          labels: Object.fromEntries(
            (input.workloadLabels ?? []).map(key => [key, LABELS[key] ?? '']),
          ),
        }),
        expect.status,
      );
    default:
      return notApplicable('a question about several clusters');
  }
}
