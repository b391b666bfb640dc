import { asText } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { Check } from '../types';

const VERSION = 'gateway.networking.k8s.io/bundle-version';

/** Versions that istiod needs of the definitions of the Gateway API. */
const NEEDED: Record<string, [number, number]> = {
  'grpcroutes.gateway.networking.k8s.io': [1, 1],
  'backendtlspolicies.gateway.networking.k8s.io': [1, 4],
  'tlsroutes.gateway.networking.k8s.io': [1, 5],
};

export const gatewayApiVersion: Check = {
  code: 'MESH2609',
  severity: 'warning',
  title: 'Definition of the Gateway API that is too old',
  istioctl: ['IST0176'],
  find: mesh =>
    mesh
      .objects('CustomResourceDefinition', 'apiextensions.k8s.io')
      .flatMap(object => {
        const needed = NEEDED[object.metadata.name];
        const written = asText(object.metadata.annotations?.[VERSION]) ?? '';
        const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(written) ?? [];
        const isOld =
          needed &&
          major !== undefined &&
          (Number(major) < needed[0] ||
            (Number(major) === needed[0] && Number(minor) < needed[1]));
        return isOld
          ? {
              object: refOf(object),
              field: `metadata.annotations["${VERSION}"]`,
              message: `${describeRef(
                refOf(object),
              )} is of version ${written}; Istio needs ${needed.join(
                '.',
              )} and reads none of these objects.`,
              fix: `Install the Gateway API ${needed.join('.')} or newer.`,
            }
          : [];
      }),
};
