import { conditionProblem } from '../authorize/conditionKeys';
import {
  containsPathTemplate,
  isValidPathTemplate,
} from '../authorize/pathTemplate';
import { asList, asRecord, asText, asTexts, asWord } from '../resources/fields';
import type { KubeObject } from '../resources/types';
import { attachment, selector } from './attachment';
import { isSet } from './values';
import { ipSubnet, isMethod, portNumber } from './names';
import type { Report } from './Report';

type Fields = Record<string, unknown>;

const SOURCE = [
  'principals',
  'requestPrincipals',
  'namespaces',
  'ipBlocks',
  'remoteIpBlocks',
  'serviceAccounts',
];
const OPERATION = ['hosts', 'ports', 'methods', 'paths'];
const withNots = (fields: readonly string[]) =>
  fields.flatMap(field => [
    field,
    `not${field[0].toUpperCase()}${field.slice(1)}`,
  ]);

const DRY_RUN = 'istio.io/dry-run';

/** Lists that are there must not be empty, nor hold empty values. */
function lists(report: Report, value: Fields, fields: readonly string[]): void {
  for (const field of fields) {
    if (isSet(value[field]) && asList(value[field]).length === 0) {
      report.at(field).error(`${field} cannot be empty`);
    }
    if (asTexts(value[field]).includes('')) {
      report.at(field).error(`${field} cannot contain an empty value`);
    }
  }
}

const isFilled = (value: Fields, fields: readonly string[]) =>
  fields.some(field => isSet(value[field]));

function source(report: Report, value: unknown): void {
  if (!isSet(value)) {
    report.error("'from.source' cannot be nil");
    return;
  }
  const from = asRecord(value);
  const fields = withNots(SOURCE);
  if (!isFilled(from, fields)) {
    report.error(
      "'from.source' must not be empty: at least one of the fields is required",
    );
  }
  lists(report, from, fields);
  for (const field of [
    'ipBlocks',
    'notIpBlocks',
    'remoteIpBlocks',
    'notRemoteIpBlocks',
  ]) {
    for (const block of asTexts(from[field])) {
      report.at(field).error(ipSubnet(block) && `invalid IP block ${block}`);
    }
  }
  const accounts = [
    ...asTexts(from.serviceAccounts),
    ...asTexts(from.notServiceAccounts),
  ];
  if (
    accounts.length > 0 &&
    isFilled(from, withNots(['principals', 'namespaces']))
  ) {
    report.error('cannot set serviceAccounts with namespaces or principals');
  }
  for (const account of accounts) {
    if (account.includes('*')) {
      report.error(`serviceAccounts cannot use wildcards: ${account}`);
    }
    if (account.split('/').length > 2) {
      report.error(
        `serviceAccounts must be of the form <namespace>/<account>: ${account}`,
      );
    }
    if (account.length > 320) {
      report.error('serviceAccounts value too long');
    }
  }
  if (accounts.length > 16) {
    report.error('serviceAccounts: at most 16 are allowed');
  }
}

function operation(report: Report, value: unknown): void {
  if (!isSet(value)) {
    report.error("'to.operation' cannot be nil");
    return;
  }
  const to = asRecord(value);
  const fields = withNots(OPERATION);
  if (!isFilled(to, fields)) {
    report.error(
      "'to.operation' must not be empty: at least one of the fields is required",
    );
  }
  lists(report, to, fields);
  for (const field of ['ports', 'notPorts']) {
    for (const port of asTexts(to[field])) {
      report
        .at(field)
        .error(
          /^\d+$/.test(port)
            ? portNumber(Number(port))
            : `invalid port ${port}`,
        );
    }
  }
  for (const field of ['methods', 'notMethods']) {
    for (const method of asTexts(to[field])) {
      if (method !== '*' && !isMethod(method.replace(/\*/g, ''))) {
        report.at(field).error(`invalid method ${method}`);
      }
    }
  }
  for (const field of ['paths', 'notPaths']) {
    for (const path of asTexts(to[field])) {
      if (containsPathTemplate(path) && !isValidPathTemplate(path)) {
        report.at(field).error(`invalid or unsupported path ${path}`);
      }
    }
  }
}

function when(report: Report, value: unknown): void {
  const { key, values, notValues } = asRecord(value);
  const name = asText(key);
  if (!name) {
    report.error("'key' cannot be empty");
    return;
  }
  if (asTexts(values).length === 0 && asTexts(notValues).length === 0) {
    report.error("at least one of 'values' or 'notValues' must be set");
    return;
  }
  report.error(conditionProblem(name, [...asTexts(values)]));
  report.error(conditionProblem(name, [...asTexts(notValues)]));
}

const HTTP_OPERATIONS = ['hosts', 'methods', 'paths'];

/** On a TCP port a DENY rule ignores what only HTTP has, so it denies more. */
function deniesMoreOnTcp(rule: Fields): boolean {
  const operations = asList(rule.to).map(to =>
    asRecord(asRecord(to).operation),
  );
  const http = operations.some(to => isFilled(to, withNots(HTTP_OPERATIONS)));
  const sources = asList(rule.from).map(from =>
    asRecord(asRecord(from).source),
  );
  const tokens = sources.some(from =>
    isFilled(from, ['requestPrincipals', 'notRequestPrincipals']),
  );
  const conditions = asList(rule.when).some(condition =>
    asWord(asRecord(condition).key ?? '').startsWith('request.'),
  );
  const ports =
    operations.length > 0 &&
    operations.every(to => isFilled(to, ['ports', 'notPorts']));
  return (http || tokens || conditions) && !ports;
}

/** An AuthorizationPolicy. */
export function authorizationPolicy(
  report: Report,
  object: KubeObject,
  rootNamespace: string,
): void {
  const spec = asRecord(object.spec);
  const action = asText(spec.action) ?? 'ALLOW';
  selector(report.at('selector'), spec.selector);
  attachment(report, spec, object.metadata.namespace, rootNamespace);
  const rules = asList(spec.rules);
  const provider = asRecord(spec.provider);
  if (action === 'CUSTOM') {
    if (rules.length === 0) {
      report.error(
        'CUSTOM action without `rules` is meaningless as it will never be triggered',
      );
    }
    if (!asText(provider.name)) {
      report.error("'provider.name' must not be empty");
    }
  } else if (isSet(spec.provider)) {
    report.error("'provider' must not be with non CUSTOM action");
  }
  if (action === 'DENY' && rules.length === 0) {
    report.error(
      'DENY action without `rules` is meaningless as it will never be triggered',
    );
  }
  const dryRun = asRecord(object.metadata.annotations)[DRY_RUN];
  if (dryRun !== undefined) {
    if (
      !/^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(asWord(dryRun))
    ) {
      report.error(`failed to parse annotation ${DRY_RUN}: ${dryRun}`);
    }
    if (action === 'CUSTOM' || action === 'AUDIT') {
      report.error(
        `the annotation ${DRY_RUN} currently only supports action ALLOW/DENY`,
      );
    }
  }
  rules.forEach((value, index) => {
    const at = report.at('rules', index);
    if (!isSet(value)) {
      at.error("'rule' must not be nil");
      return;
    }
    const rule = asRecord(value);
    for (const field of ['from', 'to']) {
      if (isSet(rule[field]) && asList(rule[field]).length === 0) {
        at.error(`'${field}' cannot be empty`);
      }
    }
    asList(rule.from).forEach((from, position) =>
      source(at.at('from', position, 'source'), asRecord(from).source),
    );
    asList(rule.to).forEach((to, position) =>
      operation(at.at('to', position, 'operation'), asRecord(to).operation),
    );
    asList(rule.when).forEach((condition, position) =>
      when(at.at('when', position), condition),
    );
    if (action === 'DENY' && deniesMoreOnTcp(rule)) {
      at.warn(
        'configured AuthorizationPolicy will deny all traffic to TCP ports under its scope due to the use of only HTTP attributes in a DENY rule; it is recommended to explicitly specify the port',
      );
    }
  });
}
