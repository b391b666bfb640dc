import type { MeshService } from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import { currentExternal } from '../../edges/external/current';
import { egressServiceOf } from '../../edges/external/gateway';
import { routeThrough } from '../../edges/external/route';
import { wantedAccess } from '../../edges/external/access';
import { hostOf } from '../../edges/sidecar/dependencies';
import { allowCaller } from '../../security/allowCaller';
import { databaseAccess } from '../../security/databaseAccess';
import {
  namesOf,
  requirePort,
  requireService,
} from '../../security/common/find';
import { answersFor } from '../../security/policies/letsIn';
import {
  ownPolicies,
  placeOf,
  type Place,
} from '../../security/policies/place';
import { callersOfRule, rulesOf } from '../../security/policies/rules';
import { asField, type Onboarding } from '../Onboarding';
import { carriesRequests } from '../presets/ports';
import type { DataStore, OnboardDependency } from '../types';

/** Where a service may refuse the one that is onboarded; undefined where nothing enforces policies, or none refuses. */
function refusing(
  { mesh, account }: Onboarding,
  { namespace, name, workloads }: MeshService,
): Place | undefined {
  if (!workloads.some(({ sidecar }) => sidecar.state !== 'none')) {
    return undefined;
  }
  const place = placeOf(mesh, namespace, name);
  return answersFor(mesh, place, account).every(
    ({ decision }) => decision === 'allow',
  )
    ? undefined
    : place;
}

const isNamed = ({ mesh, account }: Onboarding, place: Place): boolean =>
  ownPolicies(place, 'ALLOW')
    .flatMap(rulesOf)
    .flatMap(rule => callersOfRule(mesh, rule) ?? [])
    .some(
      ({ namespace, serviceAccount }) =>
        namespace === account.namespace &&
        (serviceAccount ?? account.serviceAccount) === account.serviceAccount,
    );

function noteOutside(onboarding: Onboarding, { name, workloads }: MeshService) {
  if (!workloads.some(({ sidecar }) => sidecar.state !== 'none')) {
    onboarding.note(
      `${name} runs without a proxy of the mesh: connections to it are not encrypted, and nothing there says who may call.`,
    );
  }
}

/** Lets the service in where it calls, in the way of other callers unless it says what it needs. */
function letIn(
  onboarding: Onboarding,
  called: MeshService,
  { port, methods, paths }: OnboardDependency,
  field: string,
): void {
  const { namespace, name: service } = called;
  asField(
    () => `${field}.port`,
    () => requirePort(called, port, 'port'),
  );
  noteOutside(onboarding, called);
  const place = refusing(onboarding, called);
  if (!place || (!methods && !paths && isNamed(onboarding, place))) {
    return;
  }
  const { context, account } = onboarding;
  const like =
    methods || paths
      ? undefined
      : allowCaller.current?.({ namespace, service }, context);
  const fits = like?.callers && (!like.ports || like.ports.includes(port));
  // Where requests come in at one port alone, a rule names none.
  const isClear =
    called.ports.length === 1 && called.ports.every(carriesRequests);
  const { ports, ...operation } = fits
    ? { methods: like.methods, paths: like.paths, ports: like.ports }
    : { methods, paths, ports: isClear ? undefined : [port] };
  const plan = asField(
    inner =>
      ['methods', 'paths'].includes(inner) ? `${field}.${inner}` : field,
    () =>
      allowCaller.plan(
        {
          namespace,
          service,
          callers: [account],
          ...(operation.methods && { methods: operation.methods }),
          ...(operation.paths && { paths: operation.paths }),
          ...(ports && { ports }),
        },
        context,
      ),
  );
  onboarding.take(plan);
  onboarding.note(
    `${service} in ${namespace} lets ${account.serviceAccount} in${
      fits ? ', for what its other callers may do' : ''
    }.`,
  );
}

/** Lets the service through the egress gateway to a host that goes through it. */
export function letThrough(onboarding: Onboarding, host: string): void {
  const { mesh, account, given } = onboarding;
  if (!routeThrough(mesh, host)) {
    return;
  }
  const gateway = egressServiceOf(mesh);
  const place = placeOf(mesh, gateway.namespace, gateway.name);
  const known = { namespace: given.namespace, hosts: [host] };
  const { tls = 'none', ports = [] } = currentExternal(mesh, known);
  if (ownPolicies(place, 'ALLOW').length > 0 && tls !== 'passthrough') {
    onboarding.take(
      wantedAccess(mesh, gateway, { ...known, ports, tls, callers: [account] }),
    );
  }
}

/**
 * What the service calls, as hosts for the scope of its proxies; it is let in there.
 * @throws ParameterError when the mesh has no such service or host
 */
export function addDependency(
  onboarding: Onboarding,
  dependency: OnboardDependency,
  index: number,
): string {
  const { mesh, given } = onboarding;
  const field = `dependencies[${index}]`;
  const { namespace = '', service = '', host, port } = dependency;
  const called =
    host === undefined
      ? asField(
          inner => `${field}.${inner}`,
          () => requireService(mesh, namespace, service),
        )
      : mesh.serviceByHost(host, given.namespace);
  if (!called) {
    throw new ParameterError(
      `${field}.host`,
      `This environment knows no host ${host}. Name it under externalApis to make it known, or a host of this environment.`,
    );
  }
  if (called.ref.kind === 'Service') {
    letIn(onboarding, called, dependency, field);
  } else {
    if (!called.ports.some(({ number }) => number === port)) {
      throw new ParameterError(
        `${field}.port`,
        `Host ${called.host} has no port ${port}. ${namesOf(
          called.ports.map(({ number }) => number),
        )}`,
      );
    }
    letThrough(onboarding, called.host);
  }
  return hostOf(
    mesh,
    given.namespace,
    { namespace: called.namespace, service: called.name },
    field,
  );
}

/**
 * A data store that the service connects to, as a host for the scope of its proxies; it is let in there.
 * @throws ParameterError when the mesh has no such data store
 */
export function addDataStore(
  onboarding: Onboarding,
  { kind, namespace, service = kind, port }: DataStore,
  index: number,
): string {
  const { mesh, given, account, context } = onboarding;
  const field = `dataStores[${index}]`;
  const inField = (inner: string) => `${field}.${inner}`;
  const called = asField(inField, () => {
    const found = requireService(mesh, namespace, service);
    requirePort(found, port, 'port');
    return found;
  });
  noteOutside(onboarding, called);
  if (refusing(onboarding, called)) {
    const callers = [account];
    onboarding.take(
      asField(inField, () =>
        databaseAccess.plan({ namespace, service, port, callers }, context),
      ),
    );
  }
  return hostOf(mesh, given.namespace, { namespace, service }, field);
}
