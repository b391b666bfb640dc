import type { KubeObject, Mesh } from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import { namesOf } from '../../security/common/find';
import { governing, type Scope } from '../../security/common/scope';
import { at, list, record, withAt } from '../../security/common/values';
import { providersOf, type Signal } from './providers';

export const GROUP = 'telemetry.istio.io';

type Entry = Record<string, unknown>;

/** Position of the entry that is for all traffic. */
function placeOf(telemetry: KubeObject | undefined, signal: Signal): number {
  const entries = list(at(telemetry, 'spec', signal));
  const index = entries.findIndex(entry => record(entry).match === undefined);
  return index < 0 ? entries.length : index;
}

/** The entry of a Telemetry that is for all traffic; empty when there is none. */
export const entryOf = (
  telemetry: KubeObject | undefined,
  signal: Signal,
): Entry => record(at(telemetry, 'spec', signal, placeOf(telemetry, signal)));

export const withEntry = (
  telemetry: KubeObject,
  signal: Signal,
  entry: Entry,
): KubeObject =>
  withAt(telemetry, ['spec', signal, placeOf(telemetry, signal)], entry);

/** The provider that an entry names. */
export function providerOf(entry: Entry): string | undefined {
  const name = at(entry, 'providers', 0, 'name');
  return typeof name === 'string' ? name : undefined;
}

/** The provider of the levels above, the nearest first. */
function inherited(
  mesh: Mesh,
  { namespace, workload }: Scope,
  signal: Signal,
): string | undefined {
  const above: Scope[] = [
    ...(workload ? [{ namespace }] : []),
    { namespace: mesh.config.rootNamespace },
  ];
  return above
    .map(scope =>
      providerOf(entryOf(governing(mesh, GROUP, 'Telemetry', scope), signal)),
    )
    .find(name => name !== undefined);
}

/**
 * Providers of an entry: as asked for, as they are, those of the level above, or the only one there is.
 * @throws ParameterError when the mesh configuration has no such provider, or none can be told
 */
export function chosenProviders(
  mesh: Mesh,
  scope: Scope,
  signal: Signal,
  { entry, asked, field }: { entry: Entry; asked?: string; field: string },
): unknown {
  const known = providersOf(mesh, signal);
  if (asked !== undefined) {
    if (known && !known.includes(asked)) {
      throw new ParameterError(
        field,
        `The mesh configuration has no such provider ${asked}. ${namesOf(
          known,
        )}`,
      );
    }
    return asked === providerOf(entry) ? entry.providers : [{ name: asked }];
  }
  if (entry.providers !== undefined) {
    return entry.providers;
  }
  const name = inherited(mesh, scope, signal) ?? known?.[0];
  if (name === undefined) {
    throw new ParameterError(
      field,
      'Nothing says where this goes. Name a provider of the mesh configuration.',
    );
  }
  return [{ name }];
}
