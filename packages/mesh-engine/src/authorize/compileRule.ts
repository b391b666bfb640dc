import { asList, asRecord, asText, asTexts } from '../resources/fields';
import type { Matcher } from './attributes';
import {
  HOSTS,
  kindOfKey,
  METHODS,
  PATHS,
  type AttributeKind,
  type Layer,
} from './attributeKinds';
import { expandTrustDomains, withAliases } from './trustDomains';
import { allOf, anyOf, not } from './truth';

/** What a rule is compiled for. */
export interface RuleContext {
  action: string;
  /** Of the policy. */
  namespace: string;
  /** The mesh's own first. */
  trustDomains: readonly string[];
  layer: Layer;
}

const all =
  (parts: readonly Matcher[]): Matcher =>
  attributes =>
    allOf(parts, part => part(attributes));
const any =
  (parts: readonly Matcher[]): Matcher =>
  attributes =>
    anyOf(parts, part => part(attributes));
const none =
  (parts: readonly Matcher[]): Matcher =>
  attributes =>
    not(anyOf(parts, part => part(attributes)));

/**
 * Matchers of the values that can be used. What cannot be used (HTTP on plain TCP, a bad address) makes an ALLOW rule
 * void; other actions go without it, and match more.
 */
function matchersOf(
  kind: AttributeKind,
  values: readonly string[],
  { action, layer }: RuleContext,
): Matcher[] | undefined {
  const matchers: Matcher[] = [];
  for (const value of values) {
    const matcher = kind.layers.includes(layer) ? kind.match(value) : undefined;
    if (matcher) {
      matchers.push(matcher);
    } else if (action === 'ALLOW') {
      return undefined;
    }
  }
  return matchers;
}

/** One attribute with values and notValues; undefined makes the rule void. */
function condition(
  kind: AttributeKind,
  values: readonly string[],
  notValues: readonly string[],
  context: RuleContext,
): Matcher | undefined {
  const wanted = matchersOf(kind, values, context);
  const unwanted = matchersOf(kind, notValues, context);
  if (!wanted || !unwanted) {
    return undefined;
  }
  return all([
    ...(wanted.length > 0 ? [any(wanted)] : []),
    ...(unwanted.length > 0 ? [none(unwanted)] : []),
  ]);
}

function keyed(
  key: string,
  values: unknown,
  notValues: unknown,
  context: RuleContext,
): Matcher | undefined {
  const kind = kindOfKey(key, context.namespace);
  const migrate = (given: unknown) => {
    const texts = asTexts(given);
    if (key === 'source.principal') {
      return withAliases(texts, context.trustDomains);
    }
    return key === 'source.trustDomain'
      ? expandTrustDomains(texts, context.trustDomains)
      : texts;
  };
  return kind && condition(kind, migrate(values), migrate(notValues), context);
}

/** Fields of a source, each with its condition's key. */
const SOURCE_FIELDS: [string, string, string][] = [
  ['principals', 'notPrincipals', 'source.principal'],
  ['requestPrincipals', 'notRequestPrincipals', 'request.auth.principal'],
  ['namespaces', 'notNamespaces', 'source.namespace'],
  ['serviceAccounts', 'notServiceAccounts', 'source.serviceAccount'],
  ['trustDomains', 'notTrustDomains', 'source.trustDomain'],
  ['remoteIpBlocks', 'notRemoteIpBlocks', 'remote.ip'],
  ['ipBlocks', 'notIpBlocks', 'source.ip'],
];

function sourceOf(from: unknown, context: RuleContext) {
  const source = asRecord(asRecord(from).source);
  return SOURCE_FIELDS.map(([field, notField, key]) =>
    keyed(key, source[field], source[notField], context),
  );
}

function operationOf(to: unknown, context: RuleContext) {
  const { operation } = asRecord(to);
  const fields = asRecord(operation);
  const plain = (kind: AttributeKind, field: string, notField: string) =>
    condition(kind, asTexts(fields[field]), asTexts(fields[notField]), context);
  return [
    plain(HOSTS, 'hosts', 'notHosts'),
    plain(METHODS, 'methods', 'notMethods'),
    plain(PATHS, 'paths', 'notPaths'),
    keyed('destination.port', fields.ports, fields.notPorts, context),
  ];
}

const isComplete = (
  parts: readonly (Matcher | undefined)[],
): parts is Matcher[] => !parts.includes(undefined);

/** A list of which one has to fit: `from` or `to`. None at all fits everything. */
function alternatives(
  lists: readonly (Matcher | undefined)[][],
): Matcher | undefined {
  if (!lists.every(isComplete)) {
    return undefined;
  }
  return lists.length > 0
    ? any(lists.map(parts => all(parts as Matcher[])))
    : all([]);
}

/** A rule of an AuthorizationPolicy as a function of a request; undefined when Istio leaves it out. */
export function compileRule(
  rule: unknown,
  context: RuleContext,
): Matcher | undefined {
  if (typeof rule !== 'object' || rule === null) {
    return undefined;
  }
  const { from, to, when } = asRecord(rule);
  const parts = [
    alternatives(asList(from).map(entry => sourceOf(entry, context))),
    alternatives(asList(to).map(entry => operationOf(entry, context))),
    ...asList(when)
      .map(asRecord)
      .map(({ key, values, notValues }) =>
        keyed(asText(key) ?? '', values, notValues, context),
      ),
  ];
  return isComplete(parts) ? all(parts) : undefined;
}
