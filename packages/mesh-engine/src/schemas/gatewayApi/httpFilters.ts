import { port, subdomain } from '../parts/names';
import {
  boolean,
  integer,
  list,
  object,
  required,
  text,
  type Rule,
} from '../schema';
import { headerName, sharedFilters } from './filters';
import {
  notRepeated,
  redirectOrRewrite,
  settingsOfType,
} from './rules/filters';

interface PathModifier {
  type: string;
  replaceFullPath?: string;
  replacePrefixMatch?: string;
}

/** The type of a path modifier and its field say the same. */
function fieldOfType(
  field: 'replaceFullPath' | 'replacePrefixMatch',
  type: string,
): Rule<PathModifier>[] {
  return [
    {
      apiServer: `${field} must be specified when type is set to '${type}'`,
      message: `The path is to be replaced, but ${field} does not say by what.`,
      fix: `Add ${field}.`,
      judge: path => path.type !== type || path[field] !== undefined,
    },
    {
      apiServer: `type must be '${type}' when ${field} is set`,
      message: `${field} has no effect with another type.`,
      fix: `Set type to ${type}, or remove ${field}.`,
      judge: path => path.type === type || path[field] === undefined,
    },
  ];
}

/** A wildcard stands for all, so nothing stands beside it. */
function wildcardAlone(apiServer: string): Rule<string[]> {
  return {
    apiServer,
    message: 'A * stands for everything, yet other entries stand beside it.',
    fix: 'Keep the *, or only the others.',
    judge: words => !words.includes('*') || words.length <= 1,
  };
}

const path = object(
  {
    replaceFullPath: text({ max: 1024 }),
    replacePrefixMatch: text({ max: 1024 }),
    type: required(text({ values: ['ReplaceFullPath', 'ReplacePrefixMatch'] })),
  },
  {
    rules: [
      ...fieldOfType('replaceFullPath', 'ReplaceFullPath'),
      ...fieldOfType('replacePrefixMatch', 'ReplacePrefixMatch'),
    ],
  },
);

const METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'CONNECT',
  'OPTIONS',
  'TRACE',
  'PATCH',
] as const;

export const method = text({ values: METHODS });

const cors = object({
  allowCredentials: boolean(),
  allowHeaders: list(headerName, {
    max: 64,
    isSet: true,
    rules: [
      wildcardAlone("AllowHeaders cannot contain '*' alongside other methods"),
    ],
  }),
  allowMethods: list(text({ values: [...METHODS, '*'] }), {
    max: 9,
    isSet: true,
    rules: [
      wildcardAlone("AllowMethods cannot contain '*' alongside other methods"),
    ],
  }),
  allowOrigins: list(
    text({
      pattern:
        '(^\\*$)|(^(http(s)?):\\/\\/(((\\*\\.)?([a-zA-Z0-9\\-]+\\.)*[a-zA-Z0-9-]+|\\*)(:([0-9]{1,5}))?)$)',
      min: 1,
      max: 253,
    }),
    {
      max: 64,
      isSet: true,
      rules: [
        wildcardAlone(
          "AllowOrigins cannot contain '*' alongside other origins",
        ),
      ],
    },
  ),
  exposeHeaders: list(headerName, { max: 64, isSet: true }),
  maxAge: integer({ min: 1 }),
});

const FIELDS = {
  cors: 'CORS',
  requestHeaderModifier: 'RequestHeaderModifier',
  responseHeaderModifier: 'ResponseHeaderModifier',
  requestMirror: 'RequestMirror',
  requestRedirect: 'RequestRedirect',
  urlRewrite: 'URLRewrite',
  extensionRef: 'ExtensionRef',
} as const;

export const httpFilters = list(
  object(
    {
      ...sharedFilters,
      cors,
      requestRedirect: object({
        hostname: subdomain,
        path,
        port,
        scheme: text({ values: ['http', 'https'] }),
        statusCode: integer({ values: [301, 302, 303, 307, 308] }),
      }),
      type: required(text({ values: Object.values(FIELDS) })),
      urlRewrite: object({ hostname: subdomain, path }),
    },
    { rules: settingsOfType(FIELDS) },
  ),
  {
    max: 16,
    rules: [
      redirectOrRewrite,
      ...notRepeated([
        'CORS',
        'RequestHeaderModifier',
        'ResponseHeaderModifier',
        'RequestRedirect',
        'URLRewrite',
      ]),
    ],
  },
);
