import { isIp } from '../../schemas/isIp';
import { isDnsLabel, isWildcardDnsLabel } from './names';

const MAX_HOST = 255;

/** Prefix of the names by which gateways of other networks are called. */
const AUTO_PASSTHROUGH_LABEL = 'outbound_';

const quote = (text: string) => JSON.stringify(text);

function lengthProblem(host: string): string | undefined {
  if (host.length > MAX_HOST) {
    return `domain name ${quote(
      `${host.slice(0, MAX_HOST)}…`,
    )} too long (max ${MAX_HOST})`;
  }
  return host === '' ? 'empty domain name not allowed' : undefined;
}

function labelsProblem(domain: string): string | undefined {
  const labels = domain.split('.');
  const top = labels[labels.length - 1];
  if (/^[-+]?\d+$/.test(top)) {
    return `domain name ${quote(domain)} invalid (top level domain ${quote(
      top,
    )} cannot be all-numeric)`;
  }
  const named = top === '' ? labels.slice(0, -1) : labels;
  const wrong = named.find(label => !isDnsLabel(label));
  return wrong === undefined
    ? undefined
    : `domain name ${quote(domain)} invalid (label ${quote(wrong)} invalid)`;
}

/** What is wrong with a DNS name; undefined when nothing is. */
export function fqdnProblem(host: string): string | undefined {
  return lengthProblem(host) ?? labelsProblem(host);
}

/** What is wrong with a DNS name whose first label may have a star before it, or be one. */
export function wildcardHostProblem(host: string): string | undefined {
  const tooLong = lengthProblem(host);
  if (tooLong) {
    return tooLong;
  }
  const dot = host.indexOf('.');
  const first = dot < 0 ? host : host.slice(0, dot);
  if (!isWildcardDnsLabel(first)) {
    return `domain name ${quote(host)} invalid (label ${quote(first)} invalid)`;
  }
  return dot < 0 ? undefined : labelsProblem(host.slice(dot + 1));
}

/** The same for a VirtualService of a gateway, which may route the names of clusters by SNI. */
export function gatewayHostProblem(
  isSni: boolean,
  host: string,
): string | undefined {
  if (!isSni || host.split('.', 1)[0] !== AUTO_PASSTHROUGH_LABEL) {
    return wildcardHostProblem(host);
  }
  return (
    lengthProblem(host) ??
    (/^outbound_\.\d+_\.[^.]*_\../.test(host)
      ? undefined
      : `domain name ${quote(host)} invalid (label ${quote(
          AUTO_PASSTHROUGH_LABEL,
        )} invalid)`)
  );
}

/** What is wrong with a star that does not stand for whole labels. */
export function partialWildcardProblem(host: string): string | undefined {
  return host.includes('*') && host !== '*' && !host.startsWith('*.')
    ? `partial wildcard ${quote(host)} not allowed`
    : undefined;
}

function dnsNameProblems(host: string, isGateway: boolean): string[] {
  const isShort = host !== '*' && !host.includes('.');
  const invalid = wildcardHostProblem(host);
  return [
    isShort ? 'short names (non FQDN) are not allowed' : undefined,
    isGateway && isIp(host) ? undefined : invalid,
    partialWildcardProblem(host),
  ].filter(problem => problem !== undefined);
}

function namespaceProblem(
  namespace: string,
  isGateway: boolean,
): string | undefined {
  if (namespace === '*' || namespace === '.') {
    return undefined;
  }
  if (isGateway) {
    return isDnsLabel(namespace)
      ? undefined
      : `invalid namespace value ${quote(namespace)} in gateway`;
  }
  // A tilde alone imports nothing; before a namespace it leaves hosts of that namespace out.
  const named = namespace.replace(/^~/, '');
  return (namespace.startsWith('~') && ['', '*', '.'].includes(named)) ||
    isDnsLabel(named)
    ? undefined
    : `invalid namespace value ${quote(namespace)} in sidecar`;
}

/** What is wrong with a host of a Gateway or of a Sidecar: `namespace/name`, for a gateway also the name alone. */
export function namespacedHostProblems(
  host: string,
  isGateway: boolean,
): string[] {
  const slash = host.indexOf('/');
  if (slash < 0) {
    return isGateway
      ? dnsNameProblems(host, true)
      : ['host must be of form namespace/dnsName'];
  }
  const namespace = host.slice(0, slash);
  const name = host.slice(slash + 1);
  return [
    namespace === '' || name === ''
      ? 'config namespace and dnsName in host entry cannot be empty'
      : undefined,
    namespaceProblem(namespace, isGateway),
    ...dnsNameProblems(name, isGateway),
  ].filter(problem => problem !== undefined);
}

/** What is wrong with a trust domain. */
export function trustDomainProblem(domain: string): string | undefined {
  if (domain === '') {
    return 'empty domain name not allowed';
  }
  return domain.replace(/\.$/, '').split('.').every(isDnsLabel)
    ? undefined
    : `trust domain name ${quote(domain)} invalid`;
}
