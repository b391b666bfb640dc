import type { CatalogReport } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { DependencyInput } from '../dependencies/input';
import { coveredText } from '../dependencies/compareDependencies';
import { count, sentence } from '../wording/figures';
import { whyUnknown } from '../wording/why';

/** The first line of the report. */
export function reportInWords(
  input: DependencyInput,
  report: Omit<CatalogReport, 'answer'>,
): string {
  const { environment, undeclared, unused, services, entities, unknown } =
    report;
  if (unknown) {
    return unknown;
  }
  const isAre = (number: number) => (number === 1 ? 'is' : 'are');
  const unseen = unused.filter(({ state }) => state === 'unseen').length;
  const untold = unused.length - unseen;
  const nowhere = entities.filter(({ state }) => state === 'nowhere').length;
  const calls = input.traffic
    ? [
        undeclared.length > 0 &&
          `${count(undeclared.length, 'call')} of ${environment} ${isAre(
            undeclared.length,
          )} declared nowhere`,
        unseen > 0 &&
          `${count(unseen, 'declared dependency', 'declared dependencies')} ${
            unseen === 1 ? 'was' : 'were'
          } not seen in ${coveredText(input)}`,
        untold > 0 &&
          `nobody can tell whether ${count(
            untold,
            'declared dependency',
            'declared dependencies',
          )} ${isAre(untold)} called`,
      ]
    : [`who calls whom in ${environment} is unknown: ${whyUnknown(input)}`];
  const parts = [
    ...calls,
    services.length > 0 &&
      `${count(services.length, 'service')} ${isAre(
        services.length,
      )} not in the catalog`,
    nowhere > 0 &&
      `${count(nowhere, 'entity', 'entities')} ${
        nowhere === 1 ? 'names' : 'name'
      } what no environment has`,
  ].filter(Boolean);
  return sentence(
    parts.length > 0
      ? parts.join('; ')
      : `every call that ${environment} was seen to make in ${coveredText(
          input,
        )} is declared, and every service is in the catalog`,
  );
}
