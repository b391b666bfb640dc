import { withinReach } from '../edges/sidecar/reach';
import type { ChangeTemplate } from '../types';
import { describeCallers, requireCallers, type Caller } from './common/callers';
import {
  callersField,
  methodsField,
  namespaceField,
  pathsField,
  portField,
  serviceField,
} from './common/fields';
import { planOf } from './common/planOf';
import { allow } from './policies/allow';
import { operationOf, servicePortsOf } from './policies/operation';
import { ownPolicies, placeOf } from './policies/place';
import { callersOfRule, operationOfRule, rulesOf } from './policies/rules';

type Parameters = {
  namespace: string;
  service: string;
  callers: Caller[];
  methods?: string[];
  paths?: string[];
  ports?: number[];
  keep?: Caller[];
};

const describeAsked = ({ methods, paths, ports }: Parameters): string =>
  [
    methods && ` with ${methods.join(', ')}`,
    paths && ` on ${paths.join(', ')}`,
    ports && ` at port ${ports.join(', ')}`,
  ]
    .filter(Boolean)
    .join('');

export const allowCaller: ChangeTemplate<Parameters> = {
  id: 'allow-caller',
  version: 1,
  topic: 'security',
  title: 'Allow a caller',
  summary: 'Lets a service call another, with the methods and paths it needs.',
  description: `Every service has an identity, which its certificate proves. This change adds the identity of a caller to the list of those who may call a service.

Where the proxies of the caller know only what is listed for them (a Sidecar), the service is added to that list.

Use it when a service refuses somebody who needs it (an answer of 403, \`RBAC: access denied\`). Give only the methods, paths and ports that the caller needs.

**Mind the first rule.** As long as a service has no list, everybody may call it. With the first entry only those on the list may. If the service has none yet, name under *Keep* everybody who calls it today.

To go back, use *Revoke a caller*, or revert the pull request. After a first rule only the revert opens the service to everybody again.`,
  parameters: {
    type: 'object',
    additionalProperties: false,
    required: ['namespace', 'service', 'callers'],
    properties: {
      namespace: namespaceField('Where the service runs that is called.'),
      service: serviceField('The service that is called.'),
      callers: callersField('Callers', 'Who shall be able to call it.'),
      methods: methodsField,
      paths: pathsField,
      ports: {
        type: 'array',
        title: 'Ports',
        description: 'Ports of the service. None means all of them.',
        items: portField('A port of the service.'),
        minItems: 1,
        uniqueItems: true,
      },
      keep: callersField(
        'Keep',
        'Who calls the service today and shall go on doing so. It counts only when the service has no list of callers yet.',
        { minItems: 0 },
      ),
    },
  },

  current(given, { mesh }) {
    const { namespace, service } = given;
    if (namespace === undefined || service === undefined) {
      return given;
    }
    const place = placeOf(mesh, namespace, service);
    const [found] = ownPolicies(place, 'ALLOW')
      .flatMap(rulesOf)
      .flatMap(rule => {
        const callers = callersOfRule(mesh, rule);
        const operation = operationOfRule(rule);
        const ports =
          operation?.ports && servicePortsOf(place.service, operation.ports);
        const isSayable =
          callers &&
          operation !== null &&
          !operation?.hosts &&
          Boolean(operation?.ports) === Boolean(ports);
        return isSayable
          ? [
              {
                callers,
                methods: operation?.methods,
                paths: operation?.paths,
                ports,
              },
            ]
          : [];
      });
    if (!found) {
      return given;
    }
    const { callers, methods, paths, ports } = found;
    return {
      callers,
      ...(methods && { methods }),
      ...(paths && { paths }),
      ...(ports && { ports }),
      ...given,
    };
  },

  plan(parameters, context) {
    const { namespace, service, callers, keep = [] } = parameters;
    const { mesh } = context;
    const place = placeOf(mesh, namespace, service);
    requireCallers(mesh, callers, 'callers');
    requireCallers(mesh, keep, 'keep');
    const operation = operationOf(place, parameters);
    const access = allow(place, callers, keep, operation);
    const known = withinReach(context, callers, { namespace, service });
    return planOf(context, {
      title: `Let ${describeCallers(
        callers,
        namespace,
      )} call ${service}${describeAsked(parameters)}`,
      ...access,
      wanted: [...access.wanted, ...known.wanted],
      notes: [...access.notes, ...known.notes],
    });
  },
};
