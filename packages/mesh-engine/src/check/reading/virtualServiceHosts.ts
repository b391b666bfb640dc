import { fullHost } from '../../mesh/hosts';
import { asTexts, at } from '../../resources/fields';
import { byAge } from '../../resources/byAge';
import type { KubeObject } from '../../resources/types';
import { perMesh } from '../../mesh/perMesh';
import { perObjectIn } from '../../mesh/perObject';
import { fullGatewayName } from '../../routing/gatewayName';
import { namespaceOf, scopeOf, type Scope } from './scope';

/** One host of one VirtualService on one gateway; `mesh` is the sidecars. */
export interface VirtualServiceHost {
  object: KubeObject;
  field: string;
  written: string;
  host: string;
  gateway: string;
  scope: Scope;
}

/** The gateways of a VirtualService as `namespace/name`, or `mesh`. */
export function gatewaysOf(object: KubeObject): string[] {
  const gateways = asTexts(at(object, 'spec', 'gateways')).filter(Boolean);
  return gateways.length === 0
    ? ['mesh']
    : gateways.map(name => fullGatewayName(name, namespaceOf(object)));
}

const hostsOf = perObjectIn((object, config): VirtualServiceHost[] => {
  const scope = scopeOf({ config }, object);
  return gatewaysOf(object).flatMap(gateway =>
    asTexts(at(object, 'spec', 'hosts')).map((written, index) => ({
      object,
      field: `spec.hosts[${index}]`,
      written,
      host: fullHost(written, namespaceOf(object), config.clusterDomain),
      gateway,
      scope,
    })),
  );
});

/** Every host of every VirtualService, the oldest VirtualService first. */
export const virtualServiceHosts = perMesh(mesh =>
  [...mesh.objects('VirtualService', 'networking.istio.io')]
    .sort(byAge)
    .flatMap(object => hostsOf(mesh, object)),
);
