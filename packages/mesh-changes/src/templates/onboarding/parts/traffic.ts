import type { KubeObject, Mesh, MeshService } from '@ecotrack/mesh-engine';
import { NETWORKING } from '../../edges/external/types';
import { newObject } from '../../security/common/planOf';
import { at, record, withAt } from '../../security/common/values';
import { virtualServiceOf } from '../../traffic/routes/virtualServicesOf';
import { textAt } from '../../traffic/service/fields';
import { podVersions } from '../../traffic/service/versions';
import type { Onboarding } from '../Onboarding';
import { carriesRequests } from '../presets/ports';
import { TIERS } from '../presets/tiers';

const isHttp = ({ service }: Onboarding): boolean =>
  service.ports.some(carriesRequests);

/** What happens to connections, as DestinationRules of the service say it. */
function trafficPolicyFor(onboarding: Onboarding) {
  const { tier } = onboarding.given;
  const { maxConnections, maxPendingRequests } = TIERS[tier];
  return {
    connectionPool: isHttp(onboarding)
      ? {
          tcp: { maxConnections, connectTimeout: '1s' },
          http: {
            http1MaxPendingRequests: maxPendingRequests,
            maxRequestsPerConnection: 100,
          },
        }
      : {
          tcp: {
            maxConnections,
            connectTimeout: '2s',
            tcpKeepalive: { time: '300s', interval: '60s' },
          },
        },
    outlierDetection: {
      consecutive5xxErrors: 5,
      interval: '10s',
      baseEjectionTime: '30s',
      maxEjectionPercent: 50,
    },
  };
}

/** Versions that routes may name; connections alone are not routed by version. */
const subsetsFor = (onboarding: Onboarding) =>
  isHttp(onboarding)
    ? podVersions(onboarding.service).map(({ name, label }) => ({
        name: name.replaceAll(/[^a-zA-Z0-9-]/g, '-').toLowerCase(),
        labels: { [label]: name },
      }))
    : [];

function withMissing(
  rule: KubeObject,
  policy: Readonly<Record<string, unknown>>,
): KubeObject {
  return Object.entries(policy)
    .filter(([name]) => at(rule, 'spec', 'trafficPolicy', name) === undefined)
    .reduce(
      (edited, [name, value]) =>
        withAt(edited, ['spec', 'trafficPolicy', name], value),
      rule,
    );
}

/** Whether a DestinationRule is for a service and nothing else. */
const isFor = (mesh: Mesh, rule: KubeObject, service: MeshService): boolean =>
  mesh.serviceByHost(textAt(rule, 'spec', 'host'), rule.metadata.namespace) ===
  service;

/** The DestinationRule: how many connections, and when an instance is left out. */
export function addDestinationRule(onboarding: Onboarding): void {
  const { mesh, service } = onboarding;
  const { namespace, name } = service;
  const policy = trafficPolicyFor(onboarding);
  const rules = mesh.destinationRules(service);
  const own = rules.find(
    rule => rule.metadata.namespace === namespace && isFor(mesh, rule, service),
  );
  if (own) {
    onboarding.put(withMissing(own, policy));
    return;
  }
  const subsets = subsetsFor(onboarding);
  // A rule for many hosts ends to count where a service has its own.
  const wide = rules.find(rule => textAt(rule, 'spec', 'host').startsWith('*'));
  const inherited = record(at(wide, 'spec', 'trafficPolicy'));
  onboarding.put(
    newObject(
      mesh,
      NETWORKING,
      'DestinationRule',
      { namespace, name },
      {
        host: name,
        trafficPolicy: {
          loadBalancer: { simple: 'LEAST_REQUEST' },
          ...policy,
          ...inherited,
        },
        ...(subsets.length > 0 && { subsets }),
      },
    ),
  );
}

/** Ports that routes have to name; a service with one port needs none named. */
const requestPorts = ({ ports }: MeshService): (number | undefined)[] =>
  ports.length === 1
    ? [undefined]
    : ports.filter(carriesRequests).map(({ number }) => number);

/** The VirtualService: how long a request may take, and how often it is tried again. */
export function addVirtualService(onboarding: Onboarding): void {
  const { mesh, service, given } = onboarding;
  const { namespace, name } = service;
  if (!isHttp(onboarding)) {
    return;
  }
  const known = virtualServiceOf(mesh, service);
  if (known) {
    onboarding.note(
      `VirtualService ${known.metadata.name} routes ${name} already and stays as it is, with its timeouts and retries.`,
    );
    return;
  }
  const { timeout, attempts } = TIERS[given.tier];
  const [rule] = mesh
    .destinationRules(service)
    .filter(each => isFor(mesh, each, service));
  const subsets = subsetsFor(onboarding);
  const declared = JSON.stringify(at(rule, 'spec', 'subsets') ?? []);
  const [only] = subsets.length === 1 ? subsets : [];
  const hasSubset =
    only !== undefined && declared.includes(`"name":"${only.name}"`);
  onboarding.put(
    newObject(
      mesh,
      NETWORKING,
      'VirtualService',
      { namespace, name },
      {
        hosts: [name],
        http: requestPorts(service).map(port => ({
          ...(port !== undefined && { match: [{ port }] }),
          route: [
            {
              destination: {
                host: name,
                ...(hasSubset && { subset: only.name }),
                ...(port !== undefined && { port: { number: port } }),
              },
            },
          ],
          timeout,
          retries: {
            attempts,
            perTryTimeout: '1s',
            retryOn: 'connect-failure,refused-stream,unavailable',
          },
        })),
      },
    ),
  );
}
