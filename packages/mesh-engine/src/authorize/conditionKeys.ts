import { cidrTest } from './cidr';

export const CONDITION_KEYS = [
  'source.ip',
  'remote.ip',
  'source.namespace',
  'source.serviceAccount',
  'source.principal',
  'source.trustDomain',
  'request.auth.principal',
  'request.auth.audiences',
  'request.auth.presenter',
  'destination.ip',
  'destination.port',
  'connection.sni',
] as const;

/** Keys that carry a name in brackets. */
const NAMED_KEYS = [
  'request.headers',
  'request.experimental.inline.headers',
  'request.auth.claims',
  'experimental.envoy.filters.',
];

const REPLACED: [string, string][] = [
  ['destination.namespace', 'the namespace of the policy says it'],
  ['destination.labels', 'the selector of the policy says it'],
  ['destination.name', 'only the first version of the API had it'],
  ['destination.user', 'only the first version of the API had it'],
];

/** Whether a text is a port as policies write it. */
export const isPort = (text: string): boolean =>
  /^\d{1,10}$/.test(text) && Number(text) <= 65535;

function serviceAccountProblem(value: string): string | undefined {
  if (value.includes('*')) {
    return `\`${value}\` has a wildcard, and service accounts take none`;
  }
  if (value.length > 320) {
    return 'a service account has more than 320 characters';
  }
  return /^[^/]+(?:\/[^/]+)?$/.test(value)
    ? undefined
    : `\`${value}\` is neither \`account\` nor \`namespace/account\``;
}

function trustDomainProblem(value: string): string | undefined {
  const inner = value.replace(/^\*|\*$/, '');
  if (inner.includes('*')) {
    return `\`${value}\` has a wildcard elsewhere than at its start or end`;
  }
  return value.includes('/') ? `\`${value}\` has a slash` : undefined;
}

function valueProblem(key: string, value: string): string | undefined {
  if (value === '') {
    return 'a value is empty';
  }
  switch (key) {
    case 'source.ip':
    case 'remote.ip':
    case 'destination.ip':
      return cidrTest(value)
        ? undefined
        : `\`${value}\` is neither an address nor a block of addresses`;
    case 'destination.port':
      return isPort(value) ? undefined : `\`${value}\` is no port`;
    case 'source.serviceAccount':
      return serviceAccountProblem(value);
    case 'source.trustDomain':
      return trustDomainProblem(value);
    default:
      return undefined;
  }
}

/** What Istio refuses about a condition of an AuthorizationPolicy, in words; undefined when it takes it. */
export function conditionProblem(
  key: string,
  values: readonly string[],
): string | undefined {
  const named = NAMED_KEYS.find(prefix => key.startsWith(prefix));
  const replaced = REPLACED.find(([prefix]) => key.startsWith(prefix));
  const isPlain = CONDITION_KEYS.some(known => known === key);
  if (!isPlain && !named) {
    return replaced
      ? `\`${key}\` is no condition: ${replaced[1]}`
      : `\`${key}\` is not known`;
  }
  if (named && !/^[^[]+\[.+\]$/s.test(key)) {
    return `\`${key}\` should have the form \`a[b]\``;
  }
  return values.map(value => valueProblem(key, value)).find(Boolean);
}
