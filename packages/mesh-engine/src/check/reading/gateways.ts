import {
  asLabels,
  asList,
  asNumber,
  asRecord,
  asText,
  asTexts,
  at,
} from '../../resources/fields';
import { groupOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import { perMesh } from '../../mesh/perMesh';
import { namespaceOf } from './scope';

/** A host of a server of an Istio Gateway. */
export interface GatewayHost {
  object: KubeObject;
  server: number;
  field: string;
  /** Lower case, without the namespace before it. */
  host: string;
  /** Namespace that VirtualServices must be of; `*` for any. */
  namespace: string;
  port: number;
  protocol: string;
  bind: string;
  selector: Record<string, string>;
}

/** The namespace and the name of `namespace/host`, where a gateway lives in a namespace. */
export function splitHost(entry: string, own: string): [string, string] {
  const slash = entry.indexOf('/');
  const namespace = slash < 0 ? '*' : entry.slice(0, slash);
  return [
    namespace === '.' ? own : namespace,
    entry.slice(slash + 1).toLowerCase(),
  ];
}

/** Hosts that a gateway of either API takes, with the namespace that each is for. */
export function hostsOfGateway(
  gateway: KubeObject,
): { host: string; namespace: string }[] {
  if (groupOf(gateway.apiVersion) !== 'networking.istio.io') {
    return asList(at(gateway, 'spec', 'listeners')).map(listener => ({
      host: (asText(asRecord(listener).hostname) ?? '*').toLowerCase(),
      namespace: '*',
    }));
  }
  return asList(at(gateway, 'spec', 'servers')).flatMap(server =>
    asTexts(asRecord(server).hosts).map(entry => {
      const [namespace, host] = splitHost(entry, namespaceOf(gateway));
      return { host, namespace };
    }),
  );
}

/** Every host of every server of every Istio Gateway. */
export const gatewayHosts = perMesh(mesh =>
  mesh
    .objects('Gateway', 'networking.istio.io')
    .flatMap((object): GatewayHost[] =>
      asList(at(object, 'spec', 'servers')).flatMap((value, server) => {
        const { port, hosts, bind } = asRecord(value);
        return asTexts(hosts).map((entry, index) => {
          const [namespace, host] = splitHost(entry, namespaceOf(object));
          return {
            object,
            server,
            field: `spec.servers[${server}].hosts[${index}]`,
            host,
            namespace,
            port: asNumber(asRecord(port).number) ?? 0,
            protocol: (asText(asRecord(port).protocol) ?? '').toUpperCase(),
            bind: asText(bind) ?? '',
            selector: asLabels(at(object, 'spec', 'selector')),
          };
        });
      }),
    ),
);
