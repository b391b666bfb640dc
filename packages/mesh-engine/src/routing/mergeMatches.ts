import {
  asLabels,
  asList,
  asNumber,
  asRecord,
  asText,
  asTexts,
} from '../resources/fields';

type Fields = Record<string, unknown>;

const STRINGS = ['uri', 'scheme', 'method', 'authority'];
const STRING_MAPS = ['headers', 'withoutHeaders', 'queryParams'];

const text = (match: unknown, operator: string): string =>
  asText(asRecord(match)[operator]) ?? '';

function stringsConflict(root: unknown, leaf: unknown): boolean {
  if (root === undefined || leaf === undefined) {
    return false;
  }
  const says = (match: unknown) =>
    ['regex', 'prefix', 'exact'].some(operator => text(match, operator) !== '');
  if (
    (text(root, 'regex') !== '' && says(leaf)) ||
    (text(leaf, 'regex') !== '' && says(root))
  ) {
    return true;
  }
  const exact = text(root, 'exact');
  if (exact !== '') {
    return text(leaf, 'prefix') !== '' || text(leaf, 'exact') !== exact;
  }
  const prefix = text(root, 'prefix');
  const narrower = text(leaf, 'prefix') || text(leaf, 'exact');
  return prefix !== '' && narrower !== '' && !narrower.startsWith(prefix);
}

/** Whether a match of a delegate leaves what the match of its root allows. Source: Istio's hasConflict. */
export function matchesConflict(root: Fields, leaf: Fields): boolean {
  const strings = STRINGS.some(field =>
    stringsConflict(root[field], leaf[field]),
  );
  const maps = STRING_MAPS.some(field =>
    Object.entries(asRecord(leaf[field])).some(([key, match]) =>
      stringsConflict(asRecord(root[field])[key], match),
    ),
  );
  const differ = (a: unknown, b: unknown) => a && b && a !== b;
  const labels = asLabels(root.sourceLabels);
  const gateways = asTexts(root.gateways);
  const ownGateways = asTexts(leaf.gateways);
  return (
    strings ||
    maps ||
    (root.ignoreUriCase === true) !== (leaf.ignoreUriCase === true) ||
    Boolean(differ(asNumber(root.port), asNumber(leaf.port))) ||
    Boolean(differ(root.sourceNamespace, leaf.sourceNamespace)) ||
    Object.entries(asLabels(leaf.sourceLabels)).some(
      ([key, value]) => key in labels && labels[key] !== value,
    ) ||
    (gateways.length > 0 &&
      ownGateways.length > 0 &&
      (gateways.length < ownGateways.length ||
        ownGateways.some(gateway => !gateways.includes(gateway))))
  );
}

function joinNames(root: unknown, own: unknown): string | undefined {
  const names = [asText(root), asText(own)].filter(name => name);
  return names.length > 0 ? names.join('-') : undefined;
}

/** Drops what is not set, so that a merged rule reads as if it had been written so. */
function compact(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  );
}

function mergeMatch(root: Fields, leaf: Fields): Fields {
  const map = (field: string) =>
    root[field] === undefined && leaf[field] === undefined
      ? undefined
      : { ...asRecord(root[field]), ...asRecord(leaf[field]) };
  return compact({
    ...root,
    ...compact(leaf),
    name: joinNames(root.name, leaf.name),
    headers: map('headers'),
    withoutHeaders: map('withoutHeaders'),
    queryParams: map('queryParams'),
    sourceLabels: map('sourceLabels'),
    gateways: asList(leaf.gateways).length > 0 ? leaf.gateways : root.gateways,
    port: asNumber(leaf.port) || root.port,
    sourceNamespace: leaf.sourceNamespace || root.sourceNamespace,
    statPrefix: leaf.statPrefix || root.statPrefix,
  });
}

/**
 * The matches of a rule of a delegate under those of its root; undefined when one of them leaves what the root allows.
 * Source: Istio's mergeHTTPMatchRequests.
 */
export function mergeMatches(
  root: readonly Fields[],
  delegate: readonly Fields[],
): readonly Fields[] | undefined {
  if (root.length === 0 || delegate.length === 0) {
    return root.length === 0 ? delegate : root;
  }
  const merged: Fields[] = [];
  for (const leaf of delegate) {
    const fitting = root.filter(match => !matchesConflict(match, leaf));
    if (fitting.length === 0) {
      return undefined;
    }
    merged.push(...fitting.map(match => mergeMatch(match, leaf)));
  }
  return merged;
}

const INHERITED = [
  'rewrite',
  'directResponse',
  'timeout',
  'retries',
  'fault',
  'mirror',
  'mirrorPercent',
  'mirrorPercentage',
  'corsPolicy',
  'mirrors',
  'headers',
];

/** A rule of a delegate in the place of the rule that delegates; undefined when they conflict. */
export function mergeRule(root: Fields, delegate: Fields): Fields | undefined {
  const match = mergeMatches(
    asList(root.match).map(asRecord),
    asList(delegate.match).map(asRecord),
  );
  if (!match) {
    return undefined;
  }
  const inherited = Object.fromEntries(
    INHERITED.map(field => [field, delegate[field] ?? root[field]]),
  );
  return compact({
    ...delegate,
    ...inherited,
    name: joinNames(root.name, delegate.name),
    match: match.length > 0 ? match : undefined,
  });
}
