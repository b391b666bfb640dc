import { currentExternal } from '../../edges/external/current';
import { entryOf } from '../../edges/external/entry';
import { externalService } from '../../edges/external/externalService';
import { egressServiceOf } from '../../edges/external/gateway';
import type {
  ExternalParameters,
  ExternalPort,
} from '../../edges/external/types';
import { hostOf } from '../../edges/sidecar/dependencies';
import { ownPolicies, placeOf } from '../../security/policies/place';
import { asField, type Onboarding } from '../Onboarding';
import type { ExternalApi } from '../types';
import { letThrough } from './dependencies';

type Way = Pick<ExternalParameters, 'ports' | 'tls'>;

const PLAIN = 80;
const ENCRYPTED = [443, 8443];

/** How the service speaks to a host that the mesh does not know yet. */
function wayTo({ port, throughEgress }: ExternalApi): Way {
  if (port === PLAIN) {
    return { ports: [{ number: PLAIN, protocol: 'HTTP' }], tls: 'none' };
  }
  if (throughEgress) {
    return {
      ports: [{ number: PLAIN, protocol: 'HTTP', targetPort: port }],
      tls: 'originate',
    };
  }
  return ENCRYPTED.includes(port)
    ? { ports: [{ number: port, protocol: 'HTTPS' }], tls: 'passthrough' }
    : { ports: [{ number: port, protocol: 'TCP' }], tls: 'none' };
}

const has = (ports: readonly ExternalPort[], port: number): boolean =>
  ports.some(
    ({ number, targetPort }) => number === port || targetPort === port,
  );

/** The gateway's policy names callers, where it has one. */
function egressOf({ mesh, account }: Onboarding) {
  const { namespace, name } = egressServiceOf(mesh);
  const place = placeOf(mesh, namespace, name);
  return {
    namespace,
    ...(ownPolicies(place, 'ALLOW').length > 0 && { callers: [account] }),
  };
}

/**
 * A host outside, as one for the scope of the proxies; it is declared where nothing does.
 * @throws ParameterError when it is no host outside, or cannot be reached in that way
 */
export function addExternal(
  onboarding: Onboarding,
  api: ExternalApi,
  index: number,
): string {
  const { mesh, given } = onboarding;
  const { host, port, throughEgress = false } = api;
  const field = `externalApis[${index}]`;
  const FIELDS: Record<string, string> = {
    'hosts[0]': `${field}.host`,
    egressGateway: `${field}.throughEgress`,
    callers: `${field}.throughEgress`,
  };
  const known = { namespace: given.namespace, hosts: [host] };
  const entry = entryOf(mesh, known);
  asField(
    inner => FIELDS[inner] ?? `${field}.port`,
    () => {
      const current = entry ? currentExternal(mesh, known) : undefined;
      const isThere =
        current &&
        has(current.ports ?? [], port) &&
        (current.egressGateway || !throughEgress);
      if (isThere) {
        letThrough(onboarding, host);
        return;
      }
      const { ports, tls } = current?.ports
        ? { ports: current.ports, tls: current.tls ?? 'none' }
        : wayTo(api);
      const { namespace, callers } =
        throughEgress || current?.egressGateway
          ? egressOf(onboarding)
          : { namespace: given.namespace, callers: undefined };
      const plan = externalService.plan(
        {
          ...current,
          namespace: entry?.metadata.namespace ?? namespace,
          hosts: [host],
          ports: has(ports, port) ? ports : [...ports, ...wayTo(api).ports],
          tls,
          egressGateway: throughEgress || (current?.egressGateway ?? false),
          ...(callers && tls !== 'passthrough' ? { callers } : {}),
        },
        onboarding.context,
      );
      onboarding.take(plan);
      onboarding.note(...(plan.notes ?? []));
      if (tls === 'originate' && !current) {
        onboarding.note(
          `The service calls http://${host}, without encryption of its own: its proxy and the egress gateway encrypt.`,
        );
      }
    },
  );
  const found = onboarding.mesh.serviceByHost(host);
  return hostOf(
    onboarding.mesh,
    given.namespace,
    { namespace: found?.namespace ?? given.namespace, service: host },
    field,
  );
}
