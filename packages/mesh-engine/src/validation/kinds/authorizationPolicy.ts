import { conditionProblem } from '../../authorize/conditionKeys';
import type { Field } from '../Field';
import { validateAttachment } from '../parts/attachment';
import { validateOperation } from './authorizationOperation';
import { validateSource } from './authorizationSource';
import type { ObjectOfKind } from './types';

/** What an external authorizer cannot be asked about. */
const NOT_WITH_CUSTOM = [
  'namespaces',
  'notNamespaces',
  'principals',
  'notPrincipals',
  'requestPrincipals',
  'notRequestPrincipals',
];

const capital = (name: string) => `${name[0].toUpperCase()}${name.slice(1)}`;

const NEVER =
  'is meaningless as it will never be triggered, add an empty rule `{}` if you want it be triggered for every request';

function validateCustomRule(rule: Field): void {
  const refuse = (field: Field, name: string) =>
    field.error(
      'unsupported',
      `${name} is currently not supported with CUSTOM action`,
      'Let a DENY or ALLOW policy decide on it.',
    );
  for (const from of rule.get('from').items) {
    for (const name of NOT_WITH_CUSTOM) {
      const field = from.get('source').get(name);
      if (field.items.length > 0) {
        refuse(field, `From.${capital(name)}`);
      }
    }
  }
  for (const when of rule.get('when').items) {
    const key = when.get('key');
    if (!when.isSet) {
      when.error('required', 'when field cannot be nil');
    } else if (
      ['source.namespace', 'source.principal'].includes(key.text) ||
      key.text.startsWith('request.auth.')
    ) {
      refuse(key, key.text);
    }
  }
}

function validateAction(spec: Field, action: string): void {
  const provider = spec.get('provider');
  if (['CUSTOM', 'DENY'].includes(action) && !spec.has('rules')) {
    spec.error('policy', `${action} action without \`rules\` ${NEVER}`);
  } else if (action === 'CUSTOM' && provider.get('name').text === '') {
    spec.error(
      'required',
      '`provider.name` must not be empty',
      'Name an extension provider of the mesh configuration.',
    );
  }
  if (action !== 'CUSTOM' && provider.isSet) {
    provider.error(
      'exclusive',
      `\`provider\` must not be with non CUSTOM action, found ${action}`,
      'Set the action to CUSTOM, or remove provider.',
    );
  }
  if (action === 'CUSTOM') {
    spec.get('rules').items.forEach(validateCustomRule);
  }
}

function validateCondition(condition: Field): void {
  const key = condition.get('key').text;
  if (key === '') {
    condition.error('required', '`key` must not be empty');
    return;
  }
  const lists = ['values', 'notValues'].map(name => condition.get(name));
  if (lists.every(({ items }) => items.length === 0)) {
    condition.error(
      'required',
      `at least one of \`values\` or \`notValues\` must be set for key ${key}`,
    );
    return;
  }
  for (const list of lists) {
    const problem = conditionProblem(
      key,
      list.items.map(({ text }) => text),
    );
    const name = list === lists[0] ? 'value' : 'notValue';
    list.refuse(
      'unsupported',
      problem && `invalid \`${name}\` for \`key\` ${key}: ${problem}`,
      'Use a condition that Istio knows, with values of its kind.',
    );
  }
}

/** A source or an operation as far as TCP connections have its attributes. */
interface Attributes {
  isWritten: boolean;
  hasTcp: boolean;
}

function validateParts(
  rule: Field,
  name: 'from' | 'to',
  inner: string,
  position: number,
  validate: (part: Field, position: number) => boolean,
): Attributes {
  const parts = rule.get(name);
  const found = { isWritten: false, hasTcp: false };
  if (parts.isSet && parts.items.length === 0) {
    parts.error(
      'policy',
      `\`${name}\` must not be empty, found at rule ${position}`,
      'Fill it in, or remove it.',
    );
  }
  for (const part of parts.items) {
    if (!part.isSet) {
      part.error(
        'required',
        `\`${name}\` must not be nil, found at rule ${position}`,
      );
    } else if (!part.has(inner)) {
      part.error(
        'required',
        `\`${name}.${inner}\` must not be nil, found at rule ${position}`,
      );
    } else {
      found.isWritten = true;
      found.hasTcp = validate(part.get(inner), position) || found.hasTcp;
    }
  }
  return found;
}

function validateRule(rule: Field, position: number, action: string): void {
  if (!rule.isSet) {
    rule.error(
      'required',
      `\`rule\` must not be nil, found at rule ${position}`,
    );
    return;
  }
  const from = validateParts(rule, 'from', 'source', position, validateSource);
  const to = validateParts(
    rule,
    'to',
    'operation',
    position,
    validateOperation,
  );
  rule.get('when').items.forEach(validateCondition);
  const hasOnlyHttp = to.isWritten
    ? !to.hasTcp
    : from.isWritten && !from.hasTcp;
  if (action === 'DENY' && hasOnlyHttp) {
    rule.warn(
      'deniesTcp',
      'configured AuthorizationPolicy will deny all traffic to TCP ports under its scope due to the use of only HTTP attributes in a DENY rule; it is recommended to explicitly specify the port',
    );
  }
}

export function validateAuthorizationPolicy({ spec }: ObjectOfKind): void {
  const action = spec.get('action').text || 'ALLOW';
  validateAttachment(spec);
  validateAction(spec, action);
  spec
    .get('rules')
    .items.forEach((rule, position) => validateRule(rule, position, action));
}
