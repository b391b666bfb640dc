import type { KubeObject } from '@ecotrack/mesh-engine';
import { ParameterError } from '../ParameterError';
import type { ChangeTemplate } from '../types';
import {
  methodsField,
  namespaceField,
  pathsField,
  serviceField,
} from './common/fields';
import { planOf } from './common/planOf';
import { at, list, record, texts, withAt } from './common/values';
import { denialsOf, withDenials } from './policies/denials';
import {
  denyPorts,
  operationOf,
  requireHttp,
  unreadPorts,
} from './policies/operation';
import {
  allowPolicies,
  ownPolicies,
  placeOf,
  type Place,
} from './policies/place';
import { operationOfRule, rulesOf } from './policies/rules';

type Parameters = {
  namespace: string;
  service: string;
  header: string;
  values?: string[];
  methods?: string[];
  paths?: string[];
};

const KEY = /^request\.headers\[(.+)\]$/;

const headerOf = (condition: unknown): string | undefined =>
  KEY.exec(String(record(condition).key))?.[1]?.toLowerCase();

const conditionsOf = (rule: Record<string, unknown>) => list(rule.when);

/** A rule that refuses requests by one header, and by nothing else but the operation. */
const isAbout =
  (header: string | undefined) =>
  (rule: Record<string, unknown>): boolean => {
    const [condition, ...others] = conditionsOf(rule);
    const name = headerOf(condition);
    return (
      name !== undefined &&
      others.length === 0 &&
      list(rule.from).length === 0 &&
      texts(record(condition).notValues).length > 0 &&
      (header === undefined || name === header.toLowerCase())
    );
  };

/** Places in ALLOW policies that ask for the header, when every rule that lets somebody in does. */
function allowedBy(
  place: Place,
  header: string | undefined,
): { policy: KubeObject; path: (string | number)[] }[] {
  const own = ownPolicies(place, 'ALLOW');
  if (allowPolicies(place).length !== own.length) {
    return [];
  }
  const places = own.flatMap(policy =>
    rulesOf(policy).map((rule, index) => {
      const position = conditionsOf(rule).findIndex(condition => {
        const name = headerOf(condition);
        return (
          name !== undefined &&
          texts(record(condition).values).length > 0 &&
          (header === undefined || name === header.toLowerCase())
        );
      });
      return { policy, path: ['spec', 'rules', index, 'when', position] };
    }),
  );
  return places.every(({ path }) => path.at(-1) !== -1) ? places : [];
}

/** The rule that refuses requests without the header. */
function denial(place: Place, parameters: Parameters) {
  const { header, values = ['*'] } = parameters;
  const ports = denyPorts(place.service);
  const operation = {
    ...operationOf(place, {
      methods: parameters.methods,
      paths: parameters.paths,
    }),
    ...(ports && { ports }),
  };
  return {
    ...(Object.keys(operation).length > 0 && { to: [{ operation }] }),
    when: [{ key: `request.headers[${header}]`, notValues: [...values] }],
  };
}

export const requireHeader: ChangeTemplate<Parameters> = {
  id: 'require-header',
  version: 1,
  topic: 'security',
  title: 'Require a header',
  summary: 'Refuses requests to a service that lack a header.',
  description: `Refuses requests that do not carry a header, or carry it with another value than those listed; they are answered with 403.

Use it for conventions that every caller keeps, such as a tenant or a version of an agreement. It is no proof of who calls, since anybody can write a header: for that use *Allow a caller* or *Require a token*. The values stand in Git for all to read, so put no secret there.

To go back, revert the pull request.`,
  parameters: {
    type: 'object',
    additionalProperties: false,
    required: ['namespace', 'service', 'header'],
    properties: {
      namespace: namespaceField('Where the service runs.'),
      service: serviceField('The service that asks for the header.'),
      header: {
        type: 'string',
        title: 'Header',
        description: 'Name of the header, such as x-tenant.',
        pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$",
        maxLength: 128,
      },
      values: {
        type: 'array',
        title: 'Values',
        description:
          'Values that are taken; tenant-* stands for a beginning and *-eu for an ending. None means any value.',
        items: {
          type: 'string',
          minLength: 1,
          maxLength: 1024,
          pattern: '^[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?$',
        },
        minItems: 1,
        maxItems: 100,
        uniqueItems: true,
      },
      methods: methodsField,
      paths: pathsField,
    },
  },

  current(given, { mesh }) {
    const { namespace, service, header } = given;
    if (namespace === undefined || service === undefined) {
      return given;
    }
    const place = placeOf(mesh, namespace, service);
    const [rule] = denialsOf(place, isAbout(header)).rules;
    const [allowed] = allowedBy(place, header);
    const condition = rule
      ? record(conditionsOf(rule)[0])
      : record(allowed && at(allowed.policy, ...allowed.path));
    const name = KEY.exec(String(condition.key))?.[1];
    const values = texts(rule ? condition.notValues : condition.values);
    const { methods, paths } = (rule && operationOfRule({ to: rule.to })) ?? {};
    return name === undefined
      ? given
      : {
          header: name,
          ...(values.join() !== '*' && { values }),
          ...(methods && { methods }),
          ...(paths && { paths }),
          ...given,
        };
  },

  plan(parameters, context) {
    const { namespace, service, header, values = ['*'] } = parameters;
    const place = placeOf(context.mesh, namespace, service);
    requireHttp(place, 'header');
    if (header.toLowerCase() === 'host') {
      throw new ParameterError(
        'header',
        'The host of a request is no header to a proxy. Use hosts of routes instead, or another header.',
      );
    }
    const title = `Require header ${header} for ${service}`;
    const allowed =
      parameters.methods || parameters.paths ? [] : allowedBy(place, header);
    if (allowed.length > 0) {
      const edited = new Map<string, KubeObject>();
      for (const { policy, path } of allowed) {
        const { name } = policy.metadata;
        edited.set(
          name,
          withAt(edited.get(name) ?? policy, [...path, 'values'], [...values]),
        );
      }
      return planOf(context, { title, wanted: [...edited.values()] });
    }
    return planOf(context, {
      title,
      wanted: [
        withDenials(place, `${service}-header`, isAbout(header), [
          denial(place, parameters),
        ]),
      ],
      notes: unreadPorts(place.service),
    });
  },
};
