import {
  refKey,
  refOf,
  type KubeObject,
  type Mesh,
} from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import { requireCallers } from '../../security/common/callers';
import { requireNamespace } from '../../security/common/find';
import { planOf } from '../../security/common/planOf';
import type { ChangeTemplate, PlanContext } from '../../types';
import { withinReach } from '../sidecar/reach';
import { wantedAccess } from './access';
import { checkExternal } from './check';
import { currentExternal } from './current';
import { entryOf, wantedEntry } from './entry';
import { egressServiceOf, wantedGateway, wantedSubset } from './gateway';
import { wantedOrigination } from './origination';
import { externalParameters } from './parameters';
import { requirePortsOfRoutes, routeThrough, wantedRoute } from './route';
import { nameFor, type ExternalParameters } from './types';

type Edit = { wanted: KubeObject[]; notes: string[] };

/** Everything that leads the hosts through the egress gateway; later hosts see the objects of earlier ones. */
function throughGateway(
  mesh: Mesh,
  home: string,
  parameters: ExternalParameters,
): Edit {
  const service = egressServiceOf(mesh);
  const { hosts, tls } = parameters;
  const byKey = new Map<string, KubeObject>();
  let current = mesh;
  for (const host of hosts) {
    const name = nameFor(host, parameters);
    const gateway = wantedGateway(current, service, host, tls);
    const { rule, subset } = wantedSubset(current, service, host, {
      name,
      tls,
    });
    const route = wantedRoute(current, service, host, {
      subset,
      gateway,
      home,
      parameters,
    });
    for (const object of [gateway, rule, route]) {
      const { namespace, name: own } = object.metadata;
      byKey.set(`${object.kind}/${namespace}/${own}`, object);
    }
    current = mesh.with({ upserted: [...byKey.values()] });
  }
  const access = wantedAccess(mesh, service, parameters);
  return {
    wanted: [...byKey.values(), ...access.wanted],
    notes: access.notes,
  };
}

/** @throws ParameterError when a host goes through the egress gateway and should not any more */
function requireDirect(mesh: Mesh, { hosts }: ExternalParameters): void {
  for (const host of hosts) {
    const route = routeThrough(mesh, host);
    if (route) {
      throw new ParameterError(
        'egressGateway',
        `${host} goes through the egress gateway by VirtualService ${route.metadata.name} in ${route.metadata.namespace}. Leave this on; to change it, remove that route first.`,
      );
    }
  }
}

/** The hosts in the Sidecars of those who call them; with nobody named, notes say which do not list them. */
function inScopes(
  { mesh, declared }: PlanContext,
  entry: KubeObject,
  { namespace, hosts, callers }: ExternalParameters,
): Edit {
  const next = mesh.with({ upserted: [entry] });
  const home = entry.metadata.namespace ?? namespace;
  let edit: Edit = { wanted: [], notes: [] };
  for (const host of hosts) {
    const context = {
      mesh: next.with({ upserted: edit.wanted }),
      declared: declared.with({ upserted: edit.wanted }),
    };
    const { wanted, notes } = withinReach(context, callers ?? [{ namespace }], {
      namespace: home,
      service: host,
    });
    const isAnew = (object: KubeObject) =>
      !wanted.some(each => refKey(refOf(each)) === refKey(refOf(object)));
    edit = {
      wanted: [...edit.wanted.filter(isAnew), ...wanted],
      notes: [...edit.notes, ...notes],
    };
  }
  return edit;
}

export const externalService: ChangeTemplate<ExternalParameters> = {
  id: 'external-service',
  version: 1,
  topic: 'edges',
  title: 'Service outside the mesh',
  summary:
    'Makes a host outside reachable and known, directly or through the egress gateway.',
  description: `Tells the mesh of a host outside, such as the API of a partner: its name, its ports, and who encrypts the connection. Where the mesh forbids unknown hosts, nobody can reach the host before.

- \`originate\`: the application calls plain HTTP at the port you name, and the proxy makes it HTTPS. The mesh then sees methods, paths and answers, and timeouts and retries work.
- \`passthrough\`: the application uses HTTPS by itself. The mesh sees the name of the host and nothing else.
- \`none\`: the connection leaves without encryption.

Through the egress gateway all traffic to the host leaves from one place, where policies say which service may use it: name the callers.

Where the proxies of callers know only what is listed for them (a Sidecar), name the callers: the host is added to their lists.

A host that is known already keeps its other hosts and ports.

To go back, revert the pull request.`,
  parameters: externalParameters,

  current(given, { mesh }) {
    const { namespace, hosts } = given;
    return namespace === undefined || hosts === undefined || hosts.length === 0
      ? given
      : { ...given, ...currentExternal(mesh, { namespace, hosts }), ...given };
  },

  plan(parameters, context) {
    const { mesh } = context;
    const { namespace, hosts, egressGateway, callers = [] } = parameters;
    requireNamespace(mesh, namespace);
    checkExternal(mesh, parameters);
    requireCallers(mesh, callers, 'callers');
    const home = entryOf(mesh, parameters)?.metadata.namespace ?? namespace;
    if (!egressGateway) {
      requireDirect(mesh, parameters);
    }
    const entry = wantedEntry(mesh, parameters);
    requirePortsOfRoutes(mesh, entry);
    const through: Edit = egressGateway
      ? throughGateway(mesh, home, parameters)
      : { wanted: [], notes: [] };
    const known = inScopes(context, entry, parameters);
    return planOf(context, {
      title: `Make ${hosts.join(', ')} reachable${
        egressGateway ? ' through the egress gateway' : ''
      }`,
      wanted: [
        entry,
        ...hosts.flatMap(host =>
          wantedOrigination(mesh, host, home, parameters),
        ),
        ...through.wanted,
        ...known.wanted,
      ],
      notes: [
        ...(home === namespace
          ? []
          : [
              `Namespace ${home} declares ${hosts[0]} already; it is changed there.`,
            ]),
        ...through.notes,
        ...known.notes,
      ],
    });
  },
};
