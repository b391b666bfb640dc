import type { Caller } from '../../security/common/callers';

export const NETWORKING = 'networking.istio.io';

export type ExternalPort = {
  number: number;
  protocol: 'HTTP' | 'HTTP2' | 'GRPC' | 'HTTPS' | 'TLS' | 'TCP';
  /** Port outside, where it is another. */
  targetPort?: number;
};

/** Who encrypts: the proxies, the application itself, or nobody. */
export type ExternalTls = 'originate' | 'passthrough' | 'none';

export type ExternalParameters = {
  namespace: string;
  hosts: string[];
  name?: string;
  ports: ExternalPort[];
  resolution?: 'DNS' | 'STATIC' | 'NONE';
  addresses?: string[];
  tls: ExternalTls;
  egressGateway?: boolean;
  callers?: Caller[];
};

/** A name for the objects of a host. */
export const nameFor = (
  host: string,
  { name, hosts }: Pick<ExternalParameters, 'name' | 'hosts'>,
): string =>
  (hosts.length === 1 ? name : undefined) ??
  host.replace(/^\*\./, 'any-').replaceAll('.', '-');
