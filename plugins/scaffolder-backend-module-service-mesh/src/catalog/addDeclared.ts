import { InputError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { FieldName } from '../changes/refuse';
import type { ProposingStep } from '../changes/proposeChange';
import type { MeshClient } from '../client/MeshClient';
import { declaredCalls } from './declaredCalls';
import { placeCalls } from './placeCalls';
import type { Access } from './targets';

/** What a step says of its service. */
type Given = Access & { namespace: string; service: string };

/**
 * The parameters of a step with the calls that the catalog declares, and how its fields are called.
 *
 * @throws InputError when there is no such entity, or a call fits several services or ports
 */
export async function addDeclared<G extends Given>(
  { client, catalog }: { client: MeshClient; catalog: CatalogService },
  step: Pick<ProposingStep, 'getInitiatorCredentials' | 'logger' | 'signal'>,
  asked: { environment: string; entityRef?: string; given: G },
): Promise<{ parameters: G; nameOf: FieldName }> {
  const { environment, entityRef, given } = asked;
  if (!entityRef) {
    return { parameters: given, nameOf: parameter => parameter };
  }
  const [declared, entities] = await Promise.all([
    declaredCalls(catalog, await step.getInitiatorCredentials(), entityRef),
    client.entities(environment, step),
  ]);
  const { access, log, problems, sources } = placeCalls(
    environment,
    entities,
    declared,
    given,
  );
  step.logger.info(`The catalog about ${declared.ref}:`);
  log.forEach(line => step.logger.info(`  ${line}`));
  if (problems.length > 0) {
    throw new InputError(problems.join('\n'));
  }
  return {
    parameters: { ...given, ...access },
    nameOf: parameter => {
      const [entry = ''] = /^\w+\[\d+\]/.exec(parameter) ?? [];
      const source = sources[entry];
      return source ? `${parameter} (taken from ${source})` : parameter;
    },
  };
}
