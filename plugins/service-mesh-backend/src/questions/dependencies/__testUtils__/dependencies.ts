import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { Mesh } from '@ecotrack/mesh-engine';
import { Declarations } from '../../../catalog/Declarations';
import {
  KUBERNETES_ID,
  KUBERNETES_NAMESPACE,
  KUBERNETES_SELECTOR,
  PlacedEntities,
} from '../../../catalog/PlacedEntities';
import type {
  CallHistory,
  SourceState,
  TrafficSample,
} from '../../../sources/telemetry/types';
import { inputOf, NOW } from '../../__testUtils__/input';
import type { QuestionInput } from '../../input';
import { dependencyInput, type DependencyInput } from '../input';

export const HOUR = 3600;
export const WINDOW = { text: '6h', seconds: 6 * HOUR };
const LIVE: SourceState = { state: 'live' };

/** Relations from texts such as `dependsOn payment`; a name is that of a component. */
const relationsOf = (texts: readonly string[]) =>
  texts.map(text => {
    const [type, target] = text.split(' ');
    return {
      type,
      targetRef: target.includes(':') ? target : `component:default/${target}`,
    };
  });

/** A component that the pods of its name in the namespace shop are. */
export function component(
  name: string,
  relations: readonly string[] = [],
  annotations: Record<string, string> = {
    [KUBERNETES_NAMESPACE]: 'shop',
    [KUBERNETES_SELECTOR]: `app=${name}`,
  },
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    relations: relationsOf(relations),
  };
}

export const byId = (id: string) => ({ [KUBERNETES_ID]: id });

/** Everything of six hours is known, each call was last seen a quarter of an hour ago, and every workload reports. */
export function historyOf(
  mesh: Mesh,
  samples: readonly TrafficSample[],
  more: Partial<CallHistory> = {},
): CallHistory {
  return {
    window: WINDOW.seconds,
    covered: WINDOW.seconds,
    calls: samples.map(({ source, destination }) => ({
      source,
      destination,
      lastSeen: new Date(NOW.getTime() - 900_000),
    })),
    reporting: new Set(
      mesh.workloads.map(({ namespace, name }) => `${namespace}/${name}`),
    ),
    ...more,
  };
}

/** What dependencies are compared with; the caller sees all entities but those that are hidden. */
export function dependenciesOf(
  mesh: Mesh,
  samples: readonly TrafficSample[],
  entities: readonly Entity[],
  {
    hidden = [],
    history = historyOf(mesh, samples),
    historyState = LIVE,
    catalog = LIVE,
    ...overrides
  }: Partial<QuestionInput> & {
    hidden?: string[];
    history?: CallHistory;
    historyState?: SourceState;
  } = {},
): DependencyInput {
  const refs = new Set(entities.map(entity => stringifyEntityRef(entity)));
  return dependencyInput(
    inputOf(mesh, samples, { window: WINDOW, ...overrides }),
    {
      state: catalog,
      declarations: new Declarations(entities),
      placed: new PlacedEntities(entities),
      maySee: ref => refs.has(ref) && !hidden.includes(ref),
    },
    { value: history, state: historyState },
  );
}
