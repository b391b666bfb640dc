import type { CatalogReading } from '../../catalog/CatalogReader';
import type { CallHistory, SourceState } from '../../sources/telemetry/types';
import type { QuestionInput } from '../input';
import { TrafficIndex } from '../traffic/TrafficIndex';
import { Placement } from './Placement';
import { SeenCalls } from './SeenCalls';

/** What is declared and what was seen in one environment. */
export interface DependencyInput extends QuestionInput {
  reading: CatalogReading;
  /** Undefined when there is none, not even an old one. */
  history?: CallHistory;
  placement: Placement;
  index: TrafficIndex;
  seen: SeenCalls;
}

const isWorse = (a: SourceState, b: SourceState) =>
  ['live', 'stale', 'unavailable'].indexOf(a.state) >
  ['live', 'stale', 'unavailable'].indexOf(b.state);

/** Puts together what dependencies are compared with; the state of telemetry is that of the worse of both readings. */
export function dependencyInput(
  input: QuestionInput,
  reading: CatalogReading,
  history: { value?: CallHistory; state: SourceState },
): DependencyInput {
  const index = new TrafficIndex(input);
  return {
    ...input,
    catalog: reading.state,
    telemetry: isWorse(history.state, input.telemetry)
      ? history.state
      : input.telemetry,
    reading,
    history: history.value,
    placement: Placement.of(input.mesh, reading.placed),
    index,
    seen: new SeenCalls(input.mesh, index, history.value),
  };
}
