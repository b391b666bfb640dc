import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

const METHODS = ['get', 'post', 'patch', 'put', 'delete'];
/** Parameters that hold slashes. */
const LONG = ['ref', 'path', 'basehead'];

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The list of installations says that an account is a user and an enterprise; `installation` that it is one of both. */
function isAccount(parts: Json | undefined): boolean {
  const titles = Array.isArray(parts)
    ? parts.map(part => (isObject(part) ? part.title : undefined))
    : [];
  return titles.includes('Simple User') && titles.includes('Enterprise');
}

/** OpenAPI 3.0 says `nullable` beside what JSON Schema would need an alternative for. */
function withNull(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map(withNull);
  }
  if (!isObject(value)) {
    return value;
  }
  const schema = Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, withNull(part)]),
  );
  if (isAccount(schema.allOf)) {
    schema.anyOf = schema.allOf;
    delete schema.allOf;
  }
  if (schema.nullable !== true) {
    return schema;
  }
  const { nullable, ...rest } = schema;
  return { anyOf: [{ type: 'null' }, rest] };
}

const description = withNull(
  JSON.parse(
    readFileSync(
      require.resolve('@octokit/openapi/generated/api.github.com.json'),
      'utf8',
    ),
  ),
);

const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false });
addFormats(ajv);
ajv.addSchema({ ...(isObject(description) ? description : {}), $id: 'github' });

function at(path: readonly string[]): Json | undefined {
  let value: Json | undefined = description;
  for (const key of path) {
    value = isObject(value) ? value[key] : undefined;
  }
  return value;
}

/** Where a `$ref` leads to. */
function follow(path: readonly string[]): readonly string[] {
  const value = at(path);
  const ref = isObject(value) ? value.$ref : undefined;
  return typeof ref === 'string' ? ref.slice(2).split('/') : path;
}

const validators = new Map<string, ValidateFunction>();

/** What is wrong with a value of the schema at that place of the description. */
function problemsOf(schema: readonly string[], value: unknown): string[] {
  const pointer = schema
    .map(key =>
      encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1')),
    )
    .join('/');
  const validate =
    validators.get(pointer) ?? ajv.compile({ $ref: `github#/${pointer}` });
  validators.set(pointer, validate);
  validate(value);
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath || '.'} ${message}`,
  );
}

const templates = Object.keys(at(['paths']) as JsonObject)
  .map(template => ({
    template,
    pattern: new RegExp(
      `^${template.replace(/\{(\w+)\}/g, (_, name: string) =>
        LONG.includes(name) ? '(.+)' : '([^/]+)',
      )}$`,
    ),
  }))
  // What is spelled out goes before what a parameter holds.
  .sort(
    (a, b) =>
      a.template.split('{').length - b.template.split('{').length ||
      b.template.length - a.template.length,
  );

function operationOf(method: string, path: string) {
  for (const { template, pattern } of templates) {
    const operation = ['paths', template, method.toLowerCase()];
    if (
      METHODS.includes(method.toLowerCase()) &&
      pattern.test(path) &&
      isObject(at(operation))
    ) {
      return operation;
    }
  }
  return undefined;
}

function parameterProblems(
  operation: readonly string[],
  query: URLSearchParams,
): string[] {
  const parameters = at([...operation, 'parameters']);
  const count = Array.isArray(parameters) ? parameters.length : 0;
  const known = new Map<string, readonly string[]>();
  for (let index = 0; index < count; index++) {
    const item = Array.isArray(parameters) ? parameters[index] : undefined;
    const ref = isObject(item) ? item.$ref : undefined;
    const parameter =
      typeof ref === 'string' ? at(ref.slice(2).split('/')) : item;
    if (isObject(parameter) && parameter.in === 'query') {
      known.set(
        String(parameter.name),
        typeof ref === 'string'
          ? [...ref.slice(2).split('/'), 'schema']
          : [...operation, 'parameters', String(index), 'schema'],
      );
    }
  }
  return [...query].flatMap(([name, text]) => {
    const schema = known.get(name);
    if (!schema) {
      return [`query has no ${name}`];
    }
    const wantsNumber = problemsOf(schema, 1).length === 0;
    return problemsOf(schema, wantsNumber ? Number(text) : text).map(
      problem => `query ${name} ${problem}`,
    );
  });
}

/** Names of the properties of a body, over all its alternatives. */
function propertiesOf(schema: Json | undefined): string[] {
  if (!isObject(schema)) {
    return [];
  }
  const alternatives = ['oneOf', 'anyOf', 'allOf'].flatMap(key => {
    const parts = schema[key];
    return Array.isArray(parts) ? parts.flatMap(propertiesOf) : [];
  });
  return [
    ...Object.keys(isObject(schema.properties) ? schema.properties : {}),
    ...alternatives,
  ];
}

function bodyProblems(operation: readonly string[], body: unknown): string[] {
  const schema = [
    ...follow([...operation, 'requestBody']),
    'content',
    'application/json',
    'schema',
  ];
  if (at(schema) === undefined) {
    return body === undefined ? [] : ['takes no body'];
  }
  const known = propertiesOf(at(schema));
  return [
    ...Object.keys(body ?? {})
      .filter(key => !known.includes(key))
      .map(key => `body has no ${key}`),
    ...problemsOf(schema, body ?? {}).map(problem => `body ${problem}`),
  ];
}

/** What any operation may answer without a word in its description. */
const ANYWHERE = [301, 307, 401, 403, 404, 422, 429, 500, 502, 503, 504];

function answerProblems(
  operation: readonly string[],
  status: number,
  answer: unknown,
): string[] {
  const response = follow([...operation, 'responses', String(status)]);
  const schema = [...response, 'content', 'application/json', 'schema'];
  if (at(schema) !== undefined) {
    return problemsOf(schema, answer);
  }
  if (at(response) !== undefined) {
    return [];
  }
  return ANYWHERE.includes(status)
    ? problemsOf(['components', 'schemas', 'basic-error'], answer ?? {})
    : [`status ${status} is not described`];
}

/** A request and what was answered. */
export interface Exchange {
  method: string;
  /** Path and query after the address of the API. */
  path: string;
  body?: unknown;
  status: number;
  answer: unknown;
}

/** What does not fit to GitHub's own description of its API. */
export function restProblems(exchange: Exchange): string[] {
  const { method, path, body, status, answer } = exchange;
  const url = new URL(path, 'http://github');
  const operation = operationOf(method, url.pathname);
  const found = operation
    ? [
        ...parameterProblems(operation, url.searchParams),
        ...bodyProblems(operation, body),
        ...answerProblems(operation, status, answer),
      ]
    : ['is no operation of GitHub'];
  return found.map(problem => `${method} ${path} ${status}: ${problem}`);
}
