import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_OBSERVED_DEPENDENCIES,
  writeObservedDependencies,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { anEntity } from '../../__testUtils__/entities';
import { compareDependencies } from './compareDependencies';

const IN_MESH = { 'backstage.io/kubernetes-id': 'x' };
const ref = (name: string) => `component:default/${name}`;

/** An entity with relations such as `dependsOn payment`. */
function order(relations: string[], annotations?: Record<string, string>) {
  return anEntity('order', annotations, {
    relations: relations.map(text => {
      const [type, target] = text.split(' ');
      return {
        type,
        targetRef: target.includes(':') ? target : ref(target),
      };
    }),
  });
}

const api = (name: string, ...providers: string[]) =>
  anEntity(name, undefined, {
    kind: 'API',
    relations: providers.map(provider => ({
      type: 'apiProvidedBy',
      targetRef: ref(provider),
    })),
  });

function compare(entity: Entity, known: Entity[]) {
  return compareDependencies(
    entity,
    new Map(known.map(found => [stringifyEntityRef(found), found])),
  ).map(({ ref: target, state, declared, reason }) =>
    [target.replace('component:default/', ''), state, ...declared, reason]
      .filter(part => part !== undefined)
      .join(' | '),
  );
}

describe('compareDependencies', () => {
  it('tells undeclared and unused dependencies from those that are both', () => {
    const entity = order([
      'dependsOn payment',
      'dependsOn ledger',
      'dependsOn library',
      'dependsOn hidden',
      'observedDependsOn payment',
      'observedDependsOn shipping',
      'ownedBy shop',
    ]);
    expect(
      compare(entity, [
        anEntity('payment', IN_MESH),
        anEntity('ledger', IN_MESH),
        anEntity('library'),
      ]),
    ).toEqual([
      'shipping | undeclared',
      'ledger | unseen | dependsOn',
      'payment | confirmed | dependsOn',
      'hidden | unknown | dependsOn | The catalog does not show this entity.',
      'library | unknown | dependsOn | No annotation says where a mesh has it.',
    ]);
  });

  it('takes an API for those who provide it, of whom one is enough', () => {
    const entity = order([
      'consumesApi api:default/pay',
      'consumesApi api:default/ship',
      'consumesApi api:default/orphan',
      'consumesApi api:default/own',
      'dependsOn shipping',
      'observedDependsOn payment',
    ]);
    expect(
      compare(entity, [
        api('pay', 'payment', 'payment-standby'),
        api('ship', 'shipping'),
        api('orphan'),
        api('own', 'order'),
        anEntity('shipping', IN_MESH),
      ]),
    ).toEqual([
      'shipping | unseen | dependsOn | consumesApis: ship',
      'payment | confirmed | consumesApis: pay',
      'api:default/orphan | unknown | consumesApis: orphan | The catalog names nobody who provides this API.',
    ]);
  });

  it('calls nothing unused where no call at all is known', () => {
    expect(
      compare(order(['dependsOn payment']), [anEntity('payment', IN_MESH)]),
    ).toEqual([
      'payment | unknown | dependsOn | The catalog knows of no call that this entity makes.',
    ]);
    expect(compare(anEntity('order'), [])).toEqual([]);
  });

  it('has the figures of each environment', () => {
    const seen = (environment: string, requestRate: number | null) => ({
      target: ref('payment'),
      environment,
      requestRate,
      lastSeen: '2026-11-21T10:00:00.000Z',
    });
    const observed = [seen('dev', null), seen('production', 12)];
    const entity = order(['observedDependsOn payment'], {
      [ANNOTATION_OBSERVED_DEPENDENCIES]: writeObservedDependencies(observed),
    });
    expect(compareDependencies(entity, new Map())).toEqual([
      { ref: ref('payment'), state: 'undeclared', declared: [], observed },
    ]);
  });
});
