import { asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { allRules } from '../reading/destinationRules';
import { policiesOf } from '../reading/policies';
import { coverOf, isMutual } from '../reading/wideRules';
import type { Check } from '../types';

export const strictWithoutCallers: Check = {
  code: 'MESH3001',
  severity: 'error',
  title: 'mTLS required that callers are not told to use',
  kiali: ['KIA0401', 'KIA0501'],
  find: mesh => {
    if (mesh.config.enableAutoMtls) {
      return [];
    }
    const covers = allRules(mesh)
      .filter(isMutual)
      .flatMap(rule => coverOf(mesh, rule) ?? []);
    return policiesOf(mesh, 'PeerAuthentication')
      .filter(
        ({ object, hasSelector, isOfMesh, namespace }) =>
          !hasSelector &&
          asText(at(object, 'spec', 'mtls', 'mode')) === 'STRICT' &&
          !covers.some(
            cover =>
              cover.namespace === undefined ||
              (!isOfMesh && cover.namespace === namespace),
          ),
      )
      .map(({ object, isOfMesh, namespace }) => ({
        object: refOf(object),
        field: 'spec.mtls.mode',
        message: `${describeRef(refOf(object))} requires mTLS in ${
          isOfMesh ? 'the mesh' : `namespace ${namespace}`
        }, but automatic mTLS is off and no DestinationRule makes callers use it: calls are refused.`,
        fix: `Turn automatic mTLS on, or add a DestinationRule for ${
          isOfMesh
            ? `*.svc.${mesh.config.clusterDomain}`
            : `*.${namespace}.svc.${mesh.config.clusterDomain}`
        } with TLS mode ISTIO_MUTUAL.`,
      }));
  },
};
