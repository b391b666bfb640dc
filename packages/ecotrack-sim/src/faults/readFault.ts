import { KNOWN_KINDS, type Mesh } from '@ecotrack/mesh-engine';
import { faultyWorkloads } from './faultyWorkloads';
import { FAULT_KINDS, type Fault, type FaultKind } from './types';

/** A fault that cannot be switched on; the message names the field and what it may be. */
export class FaultError extends Error {}

const RANGES = {
  share: [0, 1],
  factor: [1, 1000],
  minutes: [0, 1440],
} as const;

function oneOf(field: string, value: unknown, accepted: Iterable<string>) {
  const all = [...new Set(accepted)].sort();
  if (typeof value !== 'string' || !all.includes(value)) {
    throw new FaultError(
      `${field} must be one of ${all.join(', ') || '(there is none)'}`,
    );
  }
  return value;
}

function numberIn(field: keyof typeof RANGES, value: unknown) {
  const [low, high] = RANGES[field];
  if (
    value !== undefined &&
    !(typeof value === 'number' && value >= low && value <= high)
  ) {
    throw new FaultError(`${field} must be a number from ${low} to ${high}`);
  }
  return value as number | undefined;
}

function readSubject(
  mesh: Mesh,
  input: Record<string, unknown>,
  needs: readonly string[],
) {
  const all = [...mesh.services, ...mesh.workloads].filter(
    item => !('host' in item) || item.kind === 'service',
  );
  const namespace = oneOf(
    'namespace',
    input.namespace,
    all.map(item => item.namespace),
  );
  const name = oneOf(
    'name',
    input.name,
    all.filter(item => item.namespace === namespace).map(item => item.name),
  );
  const versions = faultyWorkloads(mesh, { namespace, name }).map(
    workload => workload.canonicalRevision,
  );
  const version =
    input.version === undefined && !needs.includes('version')
      ? undefined
      : oneOf('version', input.version, versions);
  return { namespace, name, version };
}

/** @throws FaultError */
export function readFault(
  value: unknown,
  meshes: ReadonlyMap<string, { mesh: Mesh }>,
): Omit<Fault, 'id' | 'since'> {
  const input: Record<string, unknown> = { ...(value as object | undefined) };
  const cluster = oneOf('cluster', input.cluster, meshes.keys());
  const kind = oneOf('kind', input.kind, Object.keys(FAULT_KINDS)) as FaultKind;
  const needs: readonly string[] = FAULT_KINDS[kind].needs;
  const known = ['cluster', 'kind', ...needs, ...FAULT_KINDS[kind].may];
  for (const field of Object.keys(input)) {
    if (!known.includes(field)) {
      throw new FaultError(
        `${field} is not a field of ${kind}; it takes ${known.join(', ')}`,
      );
    }
  }
  const mesh = meshes.get(cluster)?.mesh;
  return {
    cluster,
    kind,
    ...(mesh && needs.includes('name') && readSubject(mesh, input, needs)),
    ...(needs.includes('resource') && {
      resource: oneOf(
        'resource',
        input.resource,
        KNOWN_KINDS.map(({ plural }) => plural),
      ),
    }),
    share: numberIn('share', input.share),
    factor: numberIn('factor', input.factor),
    minutes: numberIn('minutes', input.minutes),
  };
}
