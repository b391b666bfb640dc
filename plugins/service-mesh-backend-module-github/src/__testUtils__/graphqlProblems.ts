import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  execute,
  getVariableValues,
  Kind,
  parse,
  validate,
} from 'graphql';
import type { DocumentNode } from 'graphql';
import { z } from 'zod';

/** The package lets only ES modules in, and Jest runs none. */
function readPublished(name: string): string {
  const folders = require.resolve.paths(name) ?? [];
  const file = folders.map(folder => join(folder, name)).find(existsSync);
  if (!file) {
    throw new Error(`${name} is not installed.`);
  }
  return readFileSync(file, 'utf8');
}

const schema = buildSchema(
  readPublished('@octokit/graphql-schema/schema.graphql'),
  { assumeValid: true },
);

const requestSchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()),
});
const answerSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});
const recordSchema = z.record(z.string(), z.unknown());

function variableProblems(
  document: DocumentNode,
  variables: Record<string, unknown>,
): string[] {
  return document.definitions.flatMap(definition =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? getVariableValues(
          schema,
          definition.variableDefinitions ?? [],
          variables,
        ).errors?.map(({ message }) => message) ?? []
      : [],
  );
}

/** What is wrong with an answer: the document is executed over it, so every field has to have its type. */
function answerProblems(
  document: DocumentNode,
  variables: Record<string, unknown>,
  data: Record<string, unknown>,
): string[] {
  const result = execute({
    schema,
    document,
    rootValue: data,
    variableValues: variables,
    fieldResolver: (source, _args, _context, info) =>
      recordSchema.parse(source)[String(info.path.key)],
    typeResolver: (_value, _context, info) =>
      info.fieldNodes[0]?.selectionSet?.selections.length ? 'Blob' : undefined,
  });
  if (result instanceof Promise) {
    return ['answers later'];
  }
  const wrong = result.errors?.map(({ message }) => message) ?? [];
  return wrong.length > 0 ||
    JSON.stringify(result.data) === JSON.stringify(data)
    ? wrong
    : ['the answer has more than was asked for'];
}

/** What does not fit to GitHub's published schema. */
export function graphqlProblems(body: unknown, answer: unknown): string[] {
  const { query, variables } = requestSchema.parse(body);
  const { data, errors } = answerSchema.parse(answer);
  const document = parse(query);
  return [
    ...validate(schema, document).map(({ message }) => message),
    ...variableProblems(document, variables),
    ...(data && !errors ? answerProblems(document, variables, data) : []),
  ];
}
