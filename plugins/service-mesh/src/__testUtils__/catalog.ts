import type {
  CatalogReport,
  Dependency,
  EntityDependencies,
  UncataloguedService,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { live } from './live';

const order = { ref: 'component:default/order' };
const payment = { ref: 'component:default/payment' };
const ledger = { ref: 'component:default/ledger' };

/** That order calls payment, which it does not declare. */
export function aDependency(more: Partial<Dependency> = {}): Dependency {
  return {
    source: order,
    target: payment,
    state: 'undeclared',
    declaredBy: [],
    requestRate: 12,
    byteRate: null,
    lastSeen: '2026-11-21T10:00:00Z',
    because: [{ says: 'order calls payment: 12 req/s.' }],
    ...more,
  };
}

/** A workload without a proxy that no entity names. */
export function anUncatalogued(
  more: Partial<UncataloguedService> = {},
): UncataloguedService {
  return {
    namespace: 'legacy',
    name: 'batch',
    kind: 'service',
    sidecar: 'none',
    requestRate: 2.1,
    byteRate: null,
    lastSeen: '2026-11-21T10:00:00Z',
    calls: ['order'],
    calledBy: [],
    snippet: 'kind: Component\nmetadata:\n  name: batch\n',
    because: [{ says: 'No annotation of an entity names it.' }],
    ...more,
  };
}

/** One row of each kind. */
export function aCatalogReport(
  more: Partial<CatalogReport> = {},
): CatalogReport {
  return {
    environment: 'production',
    window: '6h',
    answer: '1 call of production is declared nowhere',
    coverage: {
      seconds: 21_600,
      says: 'Prometheus tells of all of the last 6 h.',
    },
    confirmed: 4,
    undeclared: [aDependency()],
    unused: [
      aDependency({
        target: ledger,
        state: 'unseen',
        declaredBy: ['dependsOn'],
        requestRate: null,
        lastSeen: null,
      }),
      aDependency({
        source: payment,
        target: ledger,
        state: 'unknown',
        reason: 'payment has no proxy of the mesh.',
        declaredBy: ['consumesApis: ledger'],
        requestRate: null,
        lastSeen: null,
      }),
    ],
    services: [anUncatalogued()],
    entities: [
      {
        entity: { ref: 'component:default/returns' },
        state: 'nowhere',
        foundIn: [],
        says: 'It names returns; no environment that you may read has it.',
      },
      {
        entity: { ref: 'component:default/next' },
        state: 'elsewhere',
        foundIn: ['dev'],
        says: 'It names next; that is in dev.',
      },
    ],
    ambiguous: [],
    sources: live,
    ...more,
  };
}

/** What order calls in two environments. */
export function anEntityDependencies(
  more: Partial<EntityDependencies> = {},
): EntityDependencies {
  const { state, requestRate, byteRate, lastSeen, because } = aDependency();
  const figures = { requestRate, byteRate, lastSeen, because };
  return {
    entity: order,
    window: '6h',
    answer: '1 seen and not declared, 0 declared and not seen.',
    items: [
      {
        target: payment,
        declaredBy: [],
        state,
        environments: [
          { environment: 'dev', state, ...figures },
          {
            environment: 'production',
            state,
            ...figures,
            requestRate: null,
            byteRate: 900,
          },
        ],
      },
      {
        target: ledger,
        declaredBy: ['dependsOn'],
        state: 'unknown',
        reason: 'In dev: order has no proxy of the mesh.',
        environments: [
          {
            environment: 'dev',
            state: 'unknown',
            requestRate: null,
            byteRate: null,
            lastSeen: null,
            reason: 'order has no proxy of the mesh.',
            because: [],
          },
        ],
      },
    ],
    environments: [
      { environment: 'dev', hasEntity: true, sources: live },
      { environment: 'production', hasEntity: true, sources: live },
    ],
    ...more,
  };
}
