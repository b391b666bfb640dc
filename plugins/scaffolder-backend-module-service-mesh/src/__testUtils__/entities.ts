import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';
import { EXAMPLES } from './startPortal';

const RELATIONS = [
  ['dependsOn', 'dependsOn', 'dependencyOf', 'component'],
  ['consumesApis', 'consumesApi', 'apiConsumedBy', 'api'],
  ['providesApis', 'providesApi', 'apiProvidedBy', 'api'],
] as const;

/** Entities with the relations that a catalog makes of what they declare. */
function related(entities: readonly Entity[]): Entity[] {
  const edges = entities.flatMap(entity =>
    RELATIONS.flatMap(([field, type, reverse, defaultKind]) =>
      [entity.spec?.[field] ?? []].flat().flatMap(ref => {
        const source = stringifyEntityRef(entity);
        const target = stringifyEntityRef(
          parseEntityRef(String(ref), {
            defaultKind,
            defaultNamespace: 'default',
          }),
        );
        return [
          { of: source, type, targetRef: target },
          { of: target, type: reverse, targetRef: source },
        ];
      }),
    ),
  );
  return entities.map(entity => ({
    ...entity,
    relations: edges
      .filter(({ of }) => of === stringifyEntityRef(entity))
      .map(({ type, targetRef }) => ({ type, targetRef })),
  }));
}

/** A component that nobody prepared. */
const returns: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'returns-service' },
  spec: {
    dependsOn: [
      'component:product-service',
      'component:warehouse',
      'resource:postgresql',
      'resource:kafka',
      'resource:notification-provider',
    ],
    consumesApis: ['payment', 'weather'],
    providesApis: ['returns'],
  },
};

const shop: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'shop',
    annotations: {
      'backstage.io/kubernetes-id': 'order-service',
      'backstage.io/kubernetes-namespace': 'elsewhere',
    },
  },
  spec: { dependsOn: ['component:returns-service'] },
};

const api = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'API',
  metadata: { name },
  spec: {},
});

/** The catalog of EcoTrack, with a service that is to come and those who wait for it. */
export function ecotrackCatalog(): Entity[] {
  const known = parseAllDocuments(
    readFileSync(join(EXAMPLES, 'catalog/ecotrack.yaml'), 'utf8'),
  ).map((document): Entity => document.toJS());
  const order = known.find(({ metadata }) => metadata.name === 'order-service');
  return related([
    ...known.filter(entity => entity !== order),
    ...(order
      ? [
          {
            ...order,
            spec: { ...order.spec, consumesApis: ['payment', 'returns'] },
          },
        ]
      : []),
    returns,
    shop,
    api('returns'),
    api('weather'),
  ]);
}
