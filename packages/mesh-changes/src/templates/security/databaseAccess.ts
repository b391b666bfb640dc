import { withinReach } from '../edges/sidecar/reach';
import type { ChangeTemplate } from '../types';
import { describeCallers, requireCallers, type Caller } from './common/callers';
import {
  callersField,
  namespaceField,
  portField,
  serviceField,
} from './common/fields';
import { requirePort } from './common/find';
import { planOf } from './common/planOf';
import { allow } from './policies/allow';
import { operationOf, servicePortsOf } from './policies/operation';
import { ownPolicies, placeOf, type Place } from './policies/place';
import { callersOfRule, operationOfRule, rulesOf } from './policies/rules';

type Account = Required<Caller>;

type Parameters = {
  namespace: string;
  service: string;
  port: number;
  callers: Account[];
  keep?: Account[];
};

const isAccount = (caller: Caller): caller is Account =>
  caller.serviceAccount !== undefined;

/** The first rule that names accounts at ports. */
function rightsOf(place: Place) {
  const [found] = ownPolicies(place, 'ALLOW')
    .flatMap(rulesOf)
    .flatMap(rule => {
      const callers = callersOfRule(place.mesh, rule);
      const operation = operationOfRule(rule);
      const [port] =
        servicePortsOf(place.service, operation?.ports ?? []) ?? [];
      return callers?.every(isAccount) &&
        port !== undefined &&
        !operation?.hosts
        ? [{ port, callers }]
        : [];
    });
  return found;
}

export const databaseAccess: ChangeTemplate<Parameters> = {
  id: 'database-access',
  version: 1,
  topic: 'security',
  title: 'Access to a data store',
  summary:
    'Lets a service account reach one port of a database, cache or queue.',
  description: `Databases, caches and queues do not speak HTTP, so what may be said is who may connect, and to which port. This change adds service accounts to that list.

Use it when a service needs a data store that it has not used before. It opens the connection; the password or the rights inside the database are another matter.

If the data store has no list yet, everybody may connect today, and with the first entry nobody else can: name under *Keep* who uses it.

To go back, use *Revoke a caller*, or revert the pull request.`,
  parameters: {
    type: 'object',
    additionalProperties: false,
    required: ['namespace', 'service', 'port', 'callers'],
    properties: {
      namespace: namespaceField('Where the data store runs.'),
      service: serviceField('The service of the data store.'),
      port: portField('The port that clients connect to, such as 5432.'),
      callers: callersField(
        'Service accounts',
        'Who shall be able to connect.',
        { byAccount: true },
      ),
      keep: callersField(
        'Keep',
        'Who connects today and shall go on doing so. It counts only when the data store has no list yet.',
        { minItems: 0, byAccount: true },
      ),
    },
  },

  current(given, { mesh }) {
    const { namespace, service } = given;
    return namespace === undefined || service === undefined
      ? given
      : { ...rightsOf(placeOf(mesh, namespace, service)), ...given };
  },

  plan({ namespace, service, port, callers, keep = [] }, context) {
    const { mesh } = context;
    const place = placeOf(mesh, namespace, service);
    requirePort(place.service, port, 'port');
    requireCallers(mesh, callers, 'callers');
    requireCallers(mesh, keep, 'keep');
    const operation = operationOf(place, { ports: [port] });
    const access = allow(place, callers, keep, operation);
    const known = withinReach(context, callers, { namespace, service });
    return planOf(context, {
      title: `Let ${describeCallers(
        callers,
        namespace,
      )} connect to ${service} at port ${port}`,
      ...access,
      wanted: [...access.wanted, ...known.wanted],
      notes: [...access.notes, ...known.notes],
    });
  },
};
