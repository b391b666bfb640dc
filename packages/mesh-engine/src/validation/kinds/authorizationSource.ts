import { conditionProblem } from '../../authorize/conditionKeys';
import type { Field } from '../Field';
import { refuseEmptyValues } from './authorizationValues';

const IP_LISTS = [
  'ipBlocks',
  'notIpBlocks',
  'remoteIpBlocks',
  'notRemoteIpBlocks',
];
const ACCOUNT_LISTS = ['serviceAccounts', 'notServiceAccounts'];
const DOMAIN_LISTS = ['trustDomains', 'notTrustDomains'];
/** What already stands in a service account. */
const ACCOUNT_PARTS = [
  'principals',
  'notPrincipals',
  'namespaces',
  'notNamespaces',
];
const REQUEST_LISTS = ['requestPrincipals', 'notRequestPrincipals'];
const TCP_LISTS = [
  ...ACCOUNT_PARTS,
  ...IP_LISTS,
  ...ACCOUNT_LISTS,
  ...DOMAIN_LISTS,
];

function refuseValues(list: Field, key: string, fix: string): void {
  for (const entry of list.items.filter(({ text }) => text !== '')) {
    const problem = conditionProblem(key, [entry.text]);
    entry.refuse('unsupported', problem && `invalid value: ${problem}`, fix);
  }
}

/** Where requests come from. Answers whether a TCP connection has one of its attributes. */
export function validateSource(source: Field, position: number): boolean {
  const lists = [...TCP_LISTS, ...REQUEST_LISTS];
  if (lists.every(name => source.get(name).items.length === 0)) {
    source.error(
      'policy',
      `\`from.source\` must not be empty, found at rule ${position}`,
      'Name callers, or remove it.',
    );
  }
  for (const name of IP_LISTS) {
    refuseValues(
      source.get(name),
      'source.ip',
      'Write an address such as 10.1.2.3, or a block such as 10.1.0.0/16.',
    );
  }
  for (const name of ACCOUNT_LISTS) {
    refuseValues(
      source.get(name),
      'source.serviceAccount',
      'Write account or namespace/account.',
    );
  }
  for (const name of DOMAIN_LISTS) {
    refuseValues(
      source.get(name),
      'source.trustDomain',
      'Write the trust domain without scheme and path.',
    );
  }
  const hasItems = (name: string) => source.get(name).items.length > 0;
  if (ACCOUNT_LISTS.some(hasItems) && ACCOUNT_PARTS.some(hasItems)) {
    source.error(
      'exclusive',
      `cannot set serviceAccounts with namespaces or principals, found at rule ${position}`,
      'Write a source of its own for each: a service account says its namespace already.',
    );
  }
  refuseEmptyValues(source, lists);
  return source.has(...TCP_LISTS);
}
