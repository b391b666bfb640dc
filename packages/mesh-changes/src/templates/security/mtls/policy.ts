import type { KubeObject, Mesh } from '@ecotrack/mesh-engine';
import { newObject } from '../common/planOf';
import { selectorOf, type Scope } from '../common/scope';
import { at, record, withAt } from '../common/values';
import { GROUP } from '../policies/place';

export const KIND = 'PeerAuthentication';
export const MODES = ['STRICT', 'PERMISSIVE', 'DISABLE', 'UNSET'] as const;

export type Mode = (typeof MODES)[number];

export type MtlsParameters = {
  namespace?: string;
  workload?: string;
  port?: number;
  mode: Mode;
};

/** Where a policy says the mode, for one port or for all. */
export const pathOf = (port?: number): string[] =>
  port === undefined
    ? ['spec', 'mtls']
    : ['spec', 'portLevelMtls', String(port)];

/** The policy with the mode; undefined when nothing would be left in it. */
export function withMode(
  policy: KubeObject,
  { port, mode }: MtlsParameters,
): KubeObject | undefined {
  if (port === undefined) {
    return withAt(policy, [...pathOf(), 'mode'], mode);
  }
  if (mode !== 'UNSET') {
    return withAt(policy, [...pathOf(port), 'mode'], mode);
  }
  const without = withAt(policy, pathOf(port), undefined);
  const ports = record(at(without, 'spec', 'portLevelMtls'));
  const left =
    Object.keys(ports).length > 0
      ? without
      : withAt(without, ['spec', 'portLevelMtls'], undefined);
  return Object.keys(record(left.spec)).some(field => field !== 'selector')
    ? left
    : undefined;
}

/** A policy that says the mode of a scope. */
export function newPolicy(
  mesh: Mesh,
  scope: Scope,
  parameters: MtlsParameters,
) {
  const { namespace, workload } = scope;
  const { port, mode } = parameters;
  return newObject(
    mesh,
    GROUP,
    KIND,
    { namespace, name: workload?.name ?? 'default' },
    {
      ...(workload && {
        selector: { matchLabels: selectorOf(mesh, workload) },
      }),
      ...(port === undefined
        ? { mtls: { mode } }
        : { portLevelMtls: { [port]: { mode } } }),
    },
  );
}
