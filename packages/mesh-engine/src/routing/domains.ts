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

/** Every Host header that stands for a service. */
export function domainsOf(
  service: {
    host: string;
    aliases: readonly string[];
    addresses: readonly string[];
    /** Whether `pod.host` names a pod of it. */
    namesPods: boolean;
  },
  callerDomain: string,
): string[] {
  const names = [service.host, ...service.aliases].flatMap(host => [
    host,
    ...shortHosts(host, callerDomain),
  ]);
  return [
    ...names,
    ...(service.namesPods ? names.map(name => `*.${name}`) : []),
    ...service.addresses.filter(address => !address.includes('/')),
  ];
}
