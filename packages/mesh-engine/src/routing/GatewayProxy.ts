import { branchesOf, type Branch } from './gatewayBranches';
import { gatewayHosts, type GatewayHost } from './gatewayHosts';
import { HostTable } from './hostNames';
import type { GatewayServer } from './mergedServers';
import { isTlsServer } from './servers';
import type { RouteClient, RoutingRules } from './types';

/** What a gateway's pods know: its servers, the connections that they take, and the hosts that they route. */
export class GatewayProxy {
  readonly #client: RouteClient;
  readonly #servers: ReadonlyMap<number, readonly GatewayServer[]>;
  readonly #rulesFor: (gateway: string) => readonly RoutingRules[];
  readonly #branches = new Map<number, readonly Branch[]>();
  readonly #hosts = new Map<
    GatewayServer,
    { table: HostTable<GatewayHost>; isEmpty: boolean }
  >();

  /**
   * @param servers - by the port that the pods listen on
   * @param rulesFor - the rules that are bound to a Gateway, in order
   */
  constructor(
    client: RouteClient,
    servers: ReadonlyMap<number, readonly GatewayServer[]>,
    rulesFor: (gateway: string) => readonly RoutingRules[],
  ) {
    this.#client = client;
    this.#servers = servers;
    this.#rulesFor = rulesFor;
  }

  /** The connections that are taken at a port. */
  branchesAt(port: number): readonly Branch[] {
    const servers = this.#servers.get(port);
    if (!servers) {
      return [];
    }
    const branches =
      this.#branches.get(port) ??
      servers.flatMap(server =>
        branchesOf(server, this.#rulesFor(server.gateway.key)),
      );
    this.#branches.set(port, branches);
    return branches;
  }

  /** The hosts of a server; plain servers of one port share theirs. */
  hostsOf(
    server: GatewayServer,
    port: number,
  ): { table: HostTable<GatewayHost>; isEmpty: boolean } {
    const all = this.#servers.get(port) ?? [];
    const sharing = isTlsServer(server.server)
      ? [server]
      : all.filter(other => !isTlsServer(other.server));
    const [first] = sharing;
    const known = this.#hosts.get(first);
    if (known) {
      return known;
    }
    const table = new HostTable<GatewayHost>();
    const hosts = gatewayHosts(sharing, this.#rulesFor, this.#client);
    hosts.forEach(host => table.add(host.host, host));
    const made = { table, isEmpty: hosts.length === 0 };
    this.#hosts.set(first, made);
    return made;
  }
}
