import { textTest } from './textTest';

const LOCAL = 'cluster.local';

/** Parts of `trust-domain/ns/namespace/sa/account`; undefined for another form, and where any trust domain will do. */
function trustDomainOf(principal: string): string | undefined {
  const parts = principal.split('/');
  return parts.length === 5 && parts[0] !== '*' ? parts[0] : undefined;
}

/**
 * Principals of a policy with the mesh's trust domain and its aliases: whoever is named with one of them is meant with
 * all of them. `cluster.local` stands for the mesh's own.
 */
export function withAliases(
  principals: readonly string[],
  trustDomains: readonly string[],
): string[] {
  return principals.flatMap(principal => {
    const named = trustDomainOf(principal);
    if (named === undefined) {
      return [principal];
    }
    const isNamed = textTest(named);
    if (named !== LOCAL && !trustDomains.some(isNamed)) {
      return [principal];
    }
    const rest = principal.slice(named.length);
    return [
      ...new Set(
        trustDomains.map(domain =>
          named.startsWith('*') && isNamed(domain)
            ? principal
            : `${domain}${rest}`,
        ),
      ),
    ];
  });
}

/** Trust domains of a policy: one of the mesh's stands for all of the mesh's. */
export function expandTrustDomains(
  values: readonly string[],
  trustDomains: readonly string[],
): string[] {
  return values.flatMap(value =>
    trustDomains.includes(value) ? trustDomains : [value],
  );
}
