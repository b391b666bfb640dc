import { perMesh } from '../../mesh/perMesh';
import { fullHost } from '../../mesh/hosts';
import { asTexts, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { policiesOf } from '../reading/policies';
import { registryOf } from '../reading/registry';
import { namespaceOf } from '../reading/scope';
import { rulesOf } from '../reading/sources';
import type { Check } from '../types';

const routedHosts = perMesh(
  mesh =>
    new Set(
      mesh
        .objects('VirtualService', 'networking.istio.io')
        .flatMap(object =>
          asTexts(at(object, 'spec', 'hosts')).map(host =>
            fullHost(host, namespaceOf(object), mesh.config.clusterDomain),
          ),
        ),
    ),
);

/** A name without dots is that of a service; others may be any Host header. */
const isServiceName = (host: string) => /^[^.*:{]+(:\d+)?$/.test(host);

export const policyHost: Check = {
  code: 'MESH3104',
  severity: 'error',
  title: 'Rule for a service that does not exist',
  kiali: ['KIA0104'],
  find: mesh => {
    const exists = (name: string, namespace: string) => {
      const [short] = name.split(':');
      const host = fullHost(short, namespace, mesh.config.clusterDomain);
      return (
        routedHosts(mesh).has(host) ||
        routedHosts(mesh).has(short) ||
        registryOf(mesh).visibleAt(host, namespace).length > 0 ||
        registryOf(mesh).visibleAt(short, namespace).length > 0
      );
    };
    return policiesOf(mesh, 'AuthorizationPolicy')
      .filter(
        ({ isOfMesh, namespace }) =>
          !isOfMesh && registryOf(mesh).inNamespace(namespace).length > 0,
      )
      .flatMap(({ object, namespace }) =>
        rulesOf(object)
          .flatMap(({ operations }) => operations)
          .flatMap(({ field, values }) =>
            asTexts(values.hosts).flatMap((host, index) =>
              !isServiceName(host) || exists(host, namespace)
                ? []
                : {
                    object: refOf(object),
                    field: `${field}.hosts[${index}]`,
                    message: `${describeRef(
                      refOf(object),
                    )} names host ${host}, and namespace ${namespace} has no such service.`,
                    fix: 'Correct the name, or remove the host: hosts compare the Host header, which callers choose.',
                    // Whether callers could reach a name that is not registered.
                    severity:
                      mesh.config.outboundTrafficPolicy === 'REGISTRY_ONLY'
                        ? ('error' as const)
                        : ('warning' as const),
                  },
            ),
          ),
      );
  },
};
