/** Short forms of a host that share the caller's domain, with the host itself first. Source: Istio's GenerateAltVirtualHosts. */
export function shortHosts(host: string, domain: string): string[] {
  const dotted = `${host}.`;
  const service = domain.indexOf('.svc.');
  if (service >= 0) {
    const end = host.indexOf('.svc.');
    const name = host.indexOf('.');
    const isSibling = host.endsWith(domain.slice(service + '.svc.'.length));
    if (!isSibling || end <= 0 || name + 1 > end) {
      return [dotted];
    }
    const qualified = host.slice(0, end);
    return host.slice(name + 1, end) === domain.slice(0, service)
      ? [dotted, host.slice(0, name), `${qualified}.svc`, qualified]
      : [dotted, qualified, `${qualified}.svc`];
  }
  const parts = host.split('.');
  const shared = domain.split('.');
  let common = 0;
  while (
    common < parts.length &&
    common < shared.length &&
    parts[parts.length - 1 - common] === shared[shared.length - 1 - common]
  ) {
    common += 1;
  }
  if (common === 0) {
    return [dotted];
  }
  const unique = parts.slice(0, parts.length - common);
  const short = unique.join('.');
  return [
    dotted,
    ...(short === '' ? [] : [short]),
    ...(unique.length === 2 ? [`${short}.${parts[unique.length]}`] : []),
  ];
}

/** The hosts that a host may be short for in a domain such as `shop.svc.cluster.local`. */
export function longHosts(host: string, domain: string): string[] {
  const [, ...cluster] = domain.split('.');
  const bare = host.replace(/\.$/, '');
  return [
    ...(bare === host ? [] : [bare]),
    ...[domain, cluster.join('.'), cluster.slice(1).join('.')]
      .map(suffix => `${host}.${suffix}`)
      .filter(long => shortHosts(long, domain).includes(host)),
  ];
}

/** What of a service a Host header may name. */
export interface NamedService {
  host: string;
  aliases: readonly string[];
  addresses: readonly string[];
  /** Whether `pod.host` names a pod of it. */
  namesPods: boolean;
}

/** Every Host header that stands for a service. */
export function domainsOf(
  { host, aliases, addresses, namesPods }: NamedService,
  callerDomain: string,
): string[] {
  const names = [host, ...aliases].flatMap(name => [
    name,
    ...shortHosts(name, callerDomain),
  ]);
  return [
    ...names,
    ...(namesPods ? names.map(name => `*.${name}`) : []),
    ...addresses
      .filter(address => !address.includes('/'))
      .map(address => (address.includes(':') ? `[${address}]` : address)),
  ];
}
