import type { Router } from 'express';
import { buildSchema, graphql } from 'graphql';
import type { Forge } from '../../model';
import { neededText } from '../rest/bodies';
import { writerOf } from '../rest/scope';
import { mutations } from './mutations';
import { errorJson } from './problem';
import { repositoryAnswer } from './queries';
import { typeDefinitions } from './typeDefinitions';

/** `/graphql`: who asks has to be signed in, as at GitHub. */
export function graphqlRoutes(router: Router, forge: Forge): void {
  const schema = buildSchema(typeDefinitions);

  router.post('/graphql', async (request, response) => {
    const user = writerOf(forge, request);
    const { data, errors } = await graphql({
      schema,
      source: neededText(request, 'query'),
      variableValues: request.body.variables,
      rootValue: {
        repository: (names: { owner: string; name: string }) =>
          repositoryAnswer(forge, names),
        ...mutations(forge, user),
      },
    });
    response.json({
      ...(data !== undefined && { data }),
      ...(errors && { errors: errors.map(errorJson) }),
    });
  });
}
