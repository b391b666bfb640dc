import { list, record, texts } from '../common/values';
import { denialsOf } from '../policies/denials';
import { denyPorts } from '../policies/operation';
import type { Place } from '../policies/place';

/** What a token must say; `realm_access[roles]` for a claim inside another. */
export type Claim = { name: string; values: string[] };

type Rule = Record<string, unknown>;

const KEY = /^request\.auth\.claims\[([^\]]+)\](.*)$/;

const keyOf = (name: string): string => {
  const [first = '', ...inner] = name.split('[');
  return `request.auth.claims[${first}]${inner
    .map(part => `[${part}`)
    .join('')}`;
};

function claimOf(rule: Rule): Claim | undefined {
  const [condition, ...others] = list(rule.when).map(record);
  const [, first, inner] = KEY.exec(String(condition?.key)) ?? [];
  const values = texts(condition?.notValues);
  return first !== undefined &&
    others.length === 0 &&
    values.length > 0 &&
    list(rule.from).length === 0
    ? { name: `${first}${inner}`, values }
    : undefined;
}

const withoutToken = (rule: Rule): string[] => {
  const [entry, ...others] = list(rule.from).map(record);
  return others.length === 0 && list(rule.when).length === 0
    ? texts(record(entry?.source).notRequestPrincipals)
    : [];
};

/** Whether a DENY rule is about a token that is missing, or a claim of it. */
export const isAboutTokens = (rule: Rule): boolean =>
  withoutToken(rule).length > 0 || claimOf(rule) !== undefined;

const operationOf = (rule: Rule | undefined): Rule =>
  record(record(list(rule?.to)[0]).operation);

/** What the service asks of tokens now. */
export function demandsOf(place: Place): {
  isRequired: boolean;
  claims: Claim[];
  paths?: string[];
} {
  const { rules } = denialsOf(place, isAboutTokens);
  const paths = texts(operationOf(rules[0]).paths);
  return {
    isRequired: rules.some(rule => withoutToken(rule).length > 0),
    claims: rules.map(claimOf).filter(claim => claim !== undefined),
    ...(paths.length > 0 && { paths }),
  };
}

/** Rules that refuse what has no token of an accepted issuer, and tokens without a claim. */
export function tokenRules(
  place: Place,
  issuer: string,
  { claims, paths }: { claims?: readonly Claim[]; paths?: readonly string[] },
): Rule[] {
  const { rules } = denialsOf(place, isAboutTokens);
  const known = rules.find(rule => withoutToken(rule).length > 0);
  const accepted = known ? withoutToken(known) : [];
  const own = `${issuer}/*`;
  const isKnown = accepted.some(word => ['*', own].includes(word));
  const ports = denyPorts(place.service);
  const operation = {
    ...Object.fromEntries(
      Object.entries(operationOf(rules[0])).filter(
        ([field]) => field !== 'paths' || paths,
      ),
    ),
    ...(paths && { paths: [...paths] }),
    ...(ports && { ports }),
  };
  const to =
    Object.keys(operation).length > 0 ? { to: [{ operation }] } : undefined;
  return [
    {
      from: [
        {
          source: {
            notRequestPrincipals: isKnown ? accepted : [...accepted, own],
          },
        },
      ],
      ...to,
    },
    ...(claims ?? demandsOf(place).claims).map(({ name, values }) => ({
      ...to,
      when: [{ key: keyOf(name), notValues: [...values] }],
    })),
  ];
}
