import { stringifyEntityRef } from '@backstage/catalog-model';
import type {
  AmbiguousService,
  CatalogReport,
  Dependency,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { isPlaced } from '../../catalog/PlacedEntities';
import { summarize } from '../../catalog/summarize';
import {
  compareDependencies,
  type ComparedDependency,
} from '../dependencies/compareDependencies';
import type { DependencyInput } from '../dependencies/input';
import { sourcesOf } from '../input';
import { duration, phrase, sentence } from '../wording/figures';
import { whyUnknown, windowText } from '../wording/why';
import {
  entitiesElsewhere,
  whyUnlisted,
  type OtherEnvironment,
} from './entitiesElsewhere';
import { reportInWords } from './reportInWords';
import { uncatalogued } from './uncatalogued';

/** Both ends of a dependency, where the caller may see them and both say where they are. */
function dependencyOf(
  { reading }: DependencyInput,
  { isAbsent, ...row }: ComparedDependency,
): Dependency[] {
  const [source, target] = [row.source, row.target].map(ref => {
    const entity = reading.declarations.entity(ref);
    return entity && reading.maySee(ref) && isPlaced(entity)
      ? summarize(entity)
      : undefined;
  });
  return source && target ? [{ ...row, source, target }] : [];
}

function ambiguousOf({
  placement,
  reading,
}: DependencyInput): AmbiguousService[] {
  return placement.ambiguous.flatMap(({ service, entities }) => {
    const visible = entities
      .filter(entity => reading.maySee(stringifyEntityRef(entity)))
      .map(summarize);
    return visible.length > 1
      ? [
          {
            namespace: service.namespace,
            name: service.name,
            entities: visible,
            says: `${visible.map(({ ref }) => ref).join(' and ')} name it; ${
              visible[0].ref
            } stands for it.`,
          },
        ]
      : [];
  });
}

function coverageOf(input: DependencyInput): CatalogReport['coverage'] {
  const { history, window, traffic } = input;
  const seconds = history?.covered ?? 0;
  if (!history || !traffic) {
    return {
      seconds,
      says: sentence(`there is no telemetry: ${whyUnknown(input)}`),
    };
  }
  const all = windowText(window);
  return {
    seconds,
    says:
      seconds >= window.seconds
        ? `Prometheus tells of all of the last ${all}.`
        : `Prometheus tells of ${duration(seconds * 1000)} of the last ${all}.`,
  };
}

/** Why nothing can be compared. */
function whyNothing({
  catalog,
  kubernetes,
}: DependencyInput): string | undefined {
  if (catalog?.state === 'unavailable') {
    return sentence(catalog.reason ?? 'the catalog does not answer');
  }
  const unlisted = whyUnlisted(kubernetes);
  return (
    unlisted &&
    sentence(`what the environment has is not known: ${phrase(unlisted)}`)
  );
}

/** What the catalog declares beside what the environment has and was seen to do. */
export function answerCatalog(
  input: DependencyInput,
  others: readonly OtherEnvironment[],
): CatalogReport {
  const unknown = whyNothing(input);
  const dependencies = unknown ? [] : compareDependencies(input);
  const of = (...states: Dependency['state'][]) =>
    dependencies
      .filter(({ state }) => states.includes(state))
      .flatMap(row => dependencyOf(input, row));
  const report = {
    environment: input.environment,
    window: input.window.text,
    coverage: coverageOf(input),
    confirmed: of('confirmed').length,
    undeclared: of('undeclared'),
    unused: of('unseen', 'unknown'),
    services: unknown ? [] : uncatalogued(input),
    entities: unknown ? [] : entitiesElsewhere(input, others),
    ambiguous: unknown ? [] : ambiguousOf(input),
    ...(unknown && { unknown }),
    sources: sourcesOf(input),
  };
  return { ...report, answer: reportInWords(input, report) };
}
