import { cidrTest } from '../../authorize/cidr';
import { isIp } from '../../schemas/isIp';
import { fqdnProblem } from './hosts';

export const UNIX_PREFIX = 'unix://';

const MAX_PORT = 65535;

export function portProblem(port: number): string | undefined {
  return Number.isInteger(port) && port >= 1 && port <= MAX_PORT
    ? undefined
    : `port number ${port} must be in the range 1..${MAX_PORT}`;
}

export const ipProblem = (address: string): string | undefined =>
  isIp(address) ? undefined : `${address} is not a valid IP`;

/** What is wrong with an address, or a block of them such as `10.0.0.0/8`. */
export function subnetProblem(subnet: string): string | undefined {
  if (subnet.split('/').length !== 2) {
    return ipProblem(subnet);
  }
  return cidrTest(subnet) ? undefined : `${subnet} is not a valid CIDR block`;
}

/** What is wrong with the path of a Unix domain socket, without its prefix. */
export function socketProblem(path: string): string | undefined {
  if (path === '') {
    return 'unix address must not be empty';
  }
  return path.startsWith('@') || (path.startsWith('/') && !path.endsWith('/'))
    ? undefined
    : `${path} is not an absolute path to a file`;
}

/** Host and port of `host:port` or `[address]:port`; a text when it is neither. */
export function splitHostPort(
  address: string,
): { host: string; port: string } | string {
  const [, bracketed, host = bracketed, port] =
    /^(?:\[([^[\]]*)\]|([^[\]:]*)):([^[\]:]*)$/.exec(address) ?? [];
  if (port !== undefined) {
    return { host, port };
  }
  return address.includes(':')
    ? `address ${address}: too many colons in address`
    : `address ${address}: missing port in address`;
}

/** What is wrong with the address of a server, such as `collector.observability:9411`. */
export function proxyAddressProblem(address: string): string | undefined {
  const parts = splitHostPort(address);
  if (typeof parts === 'string') {
    return `unable to split ${JSON.stringify(address)}: ${parts}`;
  }
  const { host, port } = parts;
  if (!/^[-+]?\d+$/.test(port)) {
    return `port (${port}) is not a number`;
  }
  return (
    portProblem(Number(port)) ??
    (fqdnProblem(host) !== undefined && !isIp(host)
      ? `${JSON.stringify(host)} is not a valid hostname or an IP address`
      : undefined)
  );
}
