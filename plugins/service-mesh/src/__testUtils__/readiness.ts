import type {
  ReadinessItem,
  WorkloadReadiness,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { ReadinessDetail, ReadinessList } from '../api/ServiceMeshApi';
import { live } from './live';

export function aWorkloadReadiness(
  overrides: Partial<WorkloadReadiness> = {},
): WorkloadReadiness {
  const {
    namespace = 'legacy',
    name = 'batch',
    kind = 'Deployment',
  } = overrides;
  return {
    namespace,
    kind,
    name,
    object: { apiVersion: 'apps/v1', kind, namespace, name },
    mesh: 'out',
    services: [],
    state: 'warning',
    worst: 'Labels ask for a proxy',
    counts: { blocked: 0, warning: 2, unknown: 1, ready: 9 },
    onboard: {
      label: 'Onboard…',
      template: 'onboard-service',
      parameters: { namespace, service: name },
      allowed: true,
    },
    ...overrides,
  };
}

export function aReadinessItem(
  overrides: Partial<ReadinessItem> = {},
): ReadinessItem {
  return {
    id: 'port-protocol/batch:80',
    state: 'warning',
    title: 'Protocols of ports',
    says: 'Port 80 of Service batch does not say its protocol.',
    because: [
      {
        object: {
          apiVersion: 'v1',
          kind: 'Service',
          namespace: 'legacy',
          name: 'batch',
        },
        field: 'spec.ports[0].name',
        line: 9,
        says: 'This object decided.',
      },
    ],
    mend: {
      label: 'Name the protocol…',
      template: 'port-protocol',
      parameters: { namespace: 'legacy', service: 'batch', port: 80 },
      allowed: true,
    },
    ...overrides,
  };
}

const WORKLOADS = [
  aWorkloadReadiness({
    name: 'agent',
    state: 'blocked',
    worst: 'Network of its own',
    counts: { blocked: 1, warning: 0, unknown: 2, ready: 5 },
    onboard: undefined,
  }),
  aWorkloadReadiness(),
  aWorkloadReadiness({
    namespace: 'shop',
    name: 'order',
    mesh: 'in',
    state: 'ready',
    worst: undefined,
    services: ['order'],
    counts: { blocked: 0, warning: 0, unknown: 0, ready: 12 },
    onboard: undefined,
  }),
];

export const aReadinessList = (
  overrides: Partial<ReadinessList> = {},
): ReadinessList => ({
  answer: '2 of 3 workloads of production are outside the mesh',
  window: '15m',
  items: WORKLOADS,
  sources: live,
  ...overrides,
});

export function aReadinessDetail(name = 'batch'): ReadinessDetail {
  const workload =
    WORKLOADS.find(each => each.name === name) ?? aWorkloadReadiness({ name });
  return {
    answer: `${name} is outside the mesh: 2 warnings, 1 not known.`,
    window: '15m',
    workload,
    items: [
      aReadinessItem(),
      aReadinessItem({
        id: 'injection/namespace',
        title: 'Labels ask for a proxy',
        says: 'No label asks for a proxy.',
        because: [],
        mend: {
          label: 'Inject the proxy…',
          template: 'injection',
          parameters: { namespace: 'legacy' },
          allowed: false,
          reason: 'ask the platform team',
        },
      }),
      aReadinessItem({
        id: 'strict/callers',
        state: 'unknown',
        title: 'What would break under STRICT',
        says: 'Nobody counts who calls it.',
        because: [],
        mend: undefined,
      }),
      aReadinessItem({
        id: 'probes',
        state: 'ready',
        title: 'Probes',
        says: 'Its probes work beside a proxy.',
        because: [],
        mend: undefined,
      }),
    ],
    sources: live,
  };
}
