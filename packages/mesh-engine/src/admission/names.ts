/**
 * Names, hosts and addresses as Istio's webhook judges them. Each function answers what is wrong, or undefined.
 * Source: Istio's pkg/config/validation and pkg/config/labels.
 */
const LABEL = '[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?';
const DNS_LABEL = new RegExp(`^${LABEL}$`);
const WILDCARD_LABEL = new RegExp(`^(?:\\*|(?:\\*|\\*-)?${LABEL})$`);
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
const LONGEST_DOMAIN = 255;
const LONGEST_LABEL = 63;

export const isDnsLabel = (text: string) =>
  text.length <= LONGEST_LABEL && DNS_LABEL.test(text);

function isIpv6(text: string): boolean {
  const [address] = text.split('%');
  const [head, tail, ...more] = address.split('::');
  if (more.length > 0 || !/^[0-9a-fA-F:.]+$/.test(address)) {
    return false;
  }
  const groups = (part: string | undefined) => (part ? part.split(':') : []);
  const all = [...groups(head), ...groups(tail)];
  const last = all[all.length - 1] ?? '';
  const embedded = IPV4.test(last) ? 1 : 0;
  const hex = embedded ? all.slice(0, -1) : all;
  const size = hex.length + embedded * 2;
  return (
    hex.every(group => /^[0-9a-fA-F]{1,4}$/.test(group)) &&
    (tail === undefined ? size === 8 : size < 8)
  );
}

export const isIpAddress = (text: string) => IPV4.test(text) || isIpv6(text);

export function ipAddress(text: string): string | undefined {
  return isIpAddress(text) ? undefined : `${text} is not a valid IP`;
}

export function ipSubnet(text: string): string | undefined {
  const [address, bits, ...more] = text.split('/');
  if (bits === undefined) {
    return ipAddress(text);
  }
  const most = address.includes(':') ? 128 : 32;
  return more.length === 0 &&
    isIpAddress(address) &&
    /^\d{1,3}$/.test(bits) &&
    Number(bits) <= most
    ? undefined
    : `${text} is not a valid CIDR block`;
}

function preconditions(name: string): string | undefined {
  if (name.length > LONGEST_DOMAIN) {
    return `domain name "${name.slice(0, 40)}…" too long (max 255)`;
  }
  return name === '' ? 'empty domain name not allowed' : undefined;
}

function dnsLabels(domain: string): string | undefined {
  const parts = domain.split('.');
  const top = parts[parts.length - 1];
  if (/^\d+$/.test(top)) {
    return `domain name "${domain}" invalid (top level domain "${top}" cannot be all-numeric)`;
  }
  const wrong = parts.find(
    (label, index) =>
      !isDnsLabel(label) &&
      !(label === '' && index === parts.length - 1 && parts.length > 1),
  );
  return wrong === undefined
    ? undefined
    : `domain name "${domain}" invalid (label "${wrong}" invalid)`;
}

export const fqdn = (name: string) => preconditions(name) ?? dnsLabels(name);

/** A wildcard is allowed in the first label. */
export function wildcardDomain(domain: string): string | undefined {
  const early = preconditions(domain);
  if (early) {
    return early;
  }
  const [first, ...rest] = domain.split('.');
  if (first.length > LONGEST_LABEL || !WILDCARD_LABEL.test(first)) {
    return `domain name "${domain}" invalid (label "${first}" invalid)`;
  }
  return rest.length > 0 ? dnsLabels(rest.join('.')) : undefined;
}

/** As a wildcard domain; server names may be those that Istio makes for its own clusters. */
export function gatewayDomain(
  isSni: boolean,
  domain: string,
): string | undefined {
  const early = preconditions(domain);
  if (early || !domain.startsWith('outbound_')) {
    return early ?? wildcardDomain(domain);
  }
  if (!isSni) {
    return `domain name "${domain}" invalid (label "outbound_" invalid)`;
  }
  const [, port, , host] =
    /^outbound_\.(\d+)_\.([^_]*)_\.(.*)$/.exec(domain) ?? [];
  if (port === undefined) {
    return `domain name "${domain}" invalid (not outbound_.port_.subset_.host)`;
  }
  return portNumber(Number(port))
    ? `domain name "${domain}" invalid (port)`
    : fqdn(host);
}

export function portNumber(port: number | undefined): string | undefined {
  return port !== undefined &&
    Number.isInteger(port) &&
    port >= 1 &&
    port <= 65535
    ? undefined
    : `port number ${port ?? 0} must be in the range 1..65535`;
}

export function trustDomain(domain: string): string | undefined {
  if (domain === '') {
    return 'empty domain name not allowed';
  }
  const wrong = domain
    .split('.')
    .find((label, index, all) =>
      label === ''
        ? index < all.length - 1 || index === 0
        : !/^[a-zA-Z0-9_]([-_a-zA-Z0-9]*[a-zA-Z0-9_])?$/.test(label),
    );
  return wrong === undefined
    ? undefined
    : `trust domain name "${domain}" invalid`;
}

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9a-zA-Z]+$/;

export function headerName(name: string): string | undefined {
  if (name === '') {
    return 'header name cannot be empty';
  }
  return TOKEN.test(name)
    ? undefined
    : `header name ${name} is not a valid header name`;
}

const METHODS = /^[A-Z!#$%&'*+\-.^_`|~0-9a-z]+$/;
export const isMethod = (text: string) => METHODS.test(text);
