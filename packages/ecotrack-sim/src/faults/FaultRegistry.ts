import type { Mesh } from '@ecotrack/mesh-engine';
import { FAULT_KINDS, type Fault, type FaultKind } from './types';

/** A fault that cannot be switched on; the message names the field and what it may be. */
export class FaultError extends Error {}

const FIELDS = [
  'cluster',
  'kind',
  'namespace',
  'name',
  'version',
  'share',
  'factor',
];
/** Faults that happen once, at the moment they are switched on. */
export const MOMENTARY: readonly FaultKind[] = ['watch-drop', 'watch-gone'];

function text(input: Record<string, unknown>, field: string) {
  const value = input[field];
  if (value !== undefined && (typeof value !== 'string' || value === '')) {
    throw new FaultError(`${field} must be text`);
  }
  return value as string | undefined;
}

function number(
  input: Record<string, unknown>,
  field: string,
  [low, high]: [number, number],
) {
  const value = input[field];
  if (
    value !== undefined &&
    (typeof value !== 'number' || !(value >= low && value <= high))
  ) {
    throw new FaultError(`${field} must be a number from ${low} to ${high}`);
  }
  return value as number | undefined;
}

/** The faults that are on. */
export class FaultRegistry {
  readonly #meshOf: (cluster: string) => Mesh | undefined;
  readonly #clusters: readonly string[];
  readonly #changed: (cluster: string, fault: Fault, on: boolean) => void;
  #active: Fault[] = [];
  #count = 0;

  constructor(options: {
    clusters: readonly string[];
    meshOf(cluster: string): Mesh | undefined;
    changed(cluster: string, fault: Fault, on: boolean): void;
  }) {
    this.#clusters = options.clusters;
    this.#meshOf = options.meshOf;
    this.#changed = options.changed;
  }

  get active(): readonly Fault[] {
    return this.#active;
  }

  /** The faults of a cluster. */
  of(cluster: string): Fault[] {
    return this.#active.filter(fault => fault.cluster === cluster);
  }

  /** @throws FaultError */
  switchOn(value: unknown): Fault {
    const fault = this.#read(value);
    if (!MOMENTARY.includes(fault.kind)) {
      this.#active = [...this.#active, fault];
    }
    this.#changed(fault.cluster, fault, true);
    return fault;
  }

  /** Whether there was such a fault. */
  switchOff(id: string): boolean {
    const fault = this.#active.find(candidate => candidate.id === id);
    if (fault) {
      this.#active = this.#active.filter(candidate => candidate !== fault);
      this.#changed(fault.cluster, fault, false);
    }
    return fault !== undefined;
  }

  #read(value: unknown): Fault {
    const input = (
      typeof value === 'object' && value !== null ? value : {}
    ) as Record<string, unknown>;
    const unknown = Object.keys(input).find(field => !FIELDS.includes(field));
    if (unknown) {
      throw new FaultError(`${unknown} is not one of ${FIELDS.join(', ')}`);
    }
    const cluster = text(input, 'cluster') ?? '';
    const mesh = this.#meshOf(cluster);
    if (!mesh) {
      throw new FaultError(
        `cluster must be one of ${this.#clusters.join(', ')}`,
      );
    }
    const kind = (text(input, 'kind') ?? '') as FaultKind;
    if (!(kind in FAULT_KINDS)) {
      throw new FaultError(
        `kind must be one of ${Object.keys(FAULT_KINDS).join(', ')}`,
      );
    }
    for (const field of FAULT_KINDS[kind].needs) {
      if (text(input, field) === undefined) {
        throw new FaultError(`${kind} needs ${field}`);
      }
    }
    this.#count++;
    const fault: Fault = {
      id: `fault-${this.#count}`,
      cluster,
      kind,
      namespace: text(input, 'namespace'),
      name: text(input, 'name'),
      version: text(input, 'version'),
      share: number(input, 'share', [0, 1]),
      factor: number(input, 'factor', [1, 1000]),
    };
    this.#assertSubject(fault, mesh);
    return fault;
  }

  #assertSubject({ namespace, name }: Fault, mesh: Mesh): void {
    if (namespace === undefined || name === undefined) {
      return;
    }
    if (!mesh.service(namespace, name) && !mesh.workload(namespace, name)) {
      const known = mesh.services
        .filter(service => service.namespace === namespace)
        .map(service => service.name);
      throw new FaultError(
        `name must be a service or workload of ${namespace}: ${
          known.join(', ') || 'it has none'
        }`,
      );
    }
  }
}
