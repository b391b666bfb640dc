import type { KubeObject, Mesh } from '@ecotrack/mesh-engine';
import { newObject } from '../../security/common/planOf';
import { at, withAt } from '../../security/common/values';
import { nameFor, NETWORKING, type ExternalParameters } from './types';

/** The DestinationRule of a host outside. */
export function originationOf(
  mesh: Mesh,
  host: string,
): KubeObject | undefined {
  return mesh
    .objects('DestinationRule', NETWORKING)
    .find(rule => at(rule, 'spec', 'host') === host);
}

const TLS = ['spec', 'trafficPolicy', 'tls'];

/** The DestinationRule by which proxies encrypt for a host, or do not. */
export function wantedOrigination(
  mesh: Mesh,
  host: string,
  home: string,
  parameters: ExternalParameters,
): KubeObject[] {
  const known = originationOf(mesh, host);
  if (parameters.tls !== 'originate') {
    return known && at(known, ...TLS) !== undefined
      ? [withAt(known, TLS, undefined)]
      : [];
  }
  const tls = { mode: 'SIMPLE', sni: host };
  if (!known) {
    return [
      newObject(
        mesh,
        NETWORKING,
        'DestinationRule',
        { namespace: home, name: nameFor(host, parameters) },
        { host, trafficPolicy: { tls } },
      ),
    ];
  }
  return at(known, ...TLS, 'mode') === undefined ||
    ['DISABLE', 'ISTIO_MUTUAL'].includes(String(at(known, ...TLS, 'mode')))
    ? [withAt(known, TLS, tls)]
    : [known];
}
