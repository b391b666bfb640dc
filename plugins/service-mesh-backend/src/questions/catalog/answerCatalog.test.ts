import type { Entity } from '@backstage/catalog-model';
import { readManifests } from '@ecotrack/mesh-engine';
import { PlacedEntities } from '../../catalog/PlacedEntities';
import { WITHOUT_TELEMETRY } from '../__testUtils__/input';
import {
  application,
  deployment,
  meshOf,
  pod,
  service,
} from '../__testUtils__/manifests';
import { bothEnds } from '../__testUtils__/samples';
import {
  byId,
  component,
  dependenciesOf,
} from '../dependencies/__testUtils__/dependencies';
import { Placement } from '../dependencies/Placement';
import { nodeId } from '../traffic/peers';
import { answerCatalog } from './answerCatalog';
import type { OtherEnvironment } from './entitiesElsewhere';

const mesh = meshOf(
  application('order'),
  application('payment'),
  deployment('worker', { labels: 'tier: back' }),
  pod('worker-1', 'worker'),
  service('store', '{ name: redis, port: 6379 }'),
  `
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: bank, namespace: shop }
spec: { hosts: ['*.bank.example.com'], ports: [{ number: 443, name: https, protocol: HTTPS }], location: MESH_EXTERNAL }
---
apiVersion: v1
kind: Service
metadata: { name: kube-dns, namespace: kube-system }
spec: { ports: [{ port: 53 }] }
---
apiVersion: batch/v1
kind: Job
metadata: { name: once, namespace: shop }
spec: { template: { metadata: { labels: { app: once } }, spec: { containers: [{ name: main }] } } }
`,
);
const samples = [
  ...bothEnds('order', 'payment', 2),
  ...bothEnds('worker', 'payment', 1),
];
const parse = (text: string) =>
  readManifests([{ path: 'catalog-info.yaml', text }]).resources[0]
    .object as unknown as Entity;
const both = [component('order', ['dependsOn payment']), component('payment')];

const report = (
  entities: readonly Entity[],
  more?: Parameters<typeof dependenciesOf>[3],
  others: OtherEnvironment[] = [],
) => answerCatalog(dependenciesOf(mesh, samples, entities, more), others);

describe('the report of the catalog', () => {
  it('tells what no entity names, each with an entity that would', () => {
    const { services } = report(both);
    expect(
      services.map(({ name, kind, calls }) => [name, kind, ...calls]),
    ).toEqual([
      ['worker', 'workload', 'payment'],
      ['*.bank.example.com', 'external'],
      ['store', 'datastore'],
    ]);
    expect(services[0].snippet).toContain(
      '  dependsOn:\n    - component:default/payment\n',
    );
    const described = services.map(({ snippet }) => parse(snippet));
    expect(described.map(({ kind, spec }) => [kind, spec?.type])).toEqual([
      ['Component', 'service'],
      ['Resource', 'external-api'],
      ['Resource', 'database'],
    ]);
    for (const { metadata } of described) {
      expect(metadata.name).toMatch(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/);
    }
    const after = report([...both, ...described]).services;
    expect(after.map(({ name }) => name)).toEqual(['store']);
    expect(services[2].snippet).toContain(
      'backstage.io/kubernetes-id: store # give the Service this label too\n',
    );
  });

  it('gives a name that the catalog does not have yet', () => {
    const taken = component('worker', [], byId('somebody-else'));
    const [{ snippet, because }] = report([...both, taken]).services;
    expect(parse(snippet)).toMatchObject({ metadata: { name: 'shop-worker' } });
    expect(because.map(({ says }) => says)).toContain(
      'component:default/worker has its name, and names something else or nothing.',
    );
  });

  it('says of entities that are not here where they are, as far as it may be known', () => {
    const returns = component('returns');
    const other = (
      name: string,
      state: 'live' | 'unavailable',
      ...has: string[]
    ) => ({
      name,
      snapshot: {
        mesh: meshOf(...has.map(each => application(each))),
        version: 1,
        state: { state },
      },
    });
    const stateOf = (...others: OtherEnvironment[]) => {
      const [{ state, foundIn, says }] = report(
        [...both, returns],
        {},
        others,
      ).entities;
      return [state, ...foundIn, says];
    };
    const place =
      'It names backstage.io/kubernetes-label-selector: app=returns in namespace shop';
    expect(stateOf(other('dev', 'live'))).toEqual([
      'nowhere',
      `${place}; no environment that you may read has it.`,
    ]);
    expect(
      stateOf(other('dev', 'live', 'returns'), other('staging', 'unavailable')),
    ).toEqual(['elsewhere', 'dev', `${place}; that is in dev.`]);
    expect(stateOf(other('staging', 'unavailable'))).toEqual([
      'unknown',
      `${place}; staging could not be asked.`,
    ]);
  });

  it('keeps entities to those who may see them, and calls nothing missing for that', () => {
    const hidden = 'component:default/payment';
    const twin = component('twin', [], {
      'backstage.io/kubernetes-label-selector': 'app=payment',
    });
    const told = report([component('order'), component('payment'), twin], {
      hidden: [hidden],
    });
    expect(JSON.stringify(told)).not.toContain(hidden);
    expect(told.services.map(({ name }) => name)).not.toContain('payment');
    expect(told.ambiguous).toEqual([]);
  });

  it('names services of several entities', () => {
    const twin = component('twin', [], {
      'backstage.io/kubernetes-label-selector': 'app=payment',
    });
    expect(report([...both, twin]).ambiguous).toMatchObject([
      {
        name: 'payment',
        says: 'component:default/payment and component:default/twin name it; component:default/payment stands for it.',
      },
    ]);
  });

  it('answers in words', () => {
    expect(
      report([component('order'), component('payment', ['dependsOn order'])])
        .answer,
    ).toBe(
      '1 call of test is declared nowhere; 1 declared dependency was not seen in 6 h; 3 services are not in the catalog.',
    );
    const two = meshOf(application('order'), application('payment'));
    const calls = bothEnds('order', 'payment', 2);
    expect(answerCatalog(dependenciesOf(two, calls, both), []).answer).toBe(
      'Every call that test was seen to make in 6 h is declared, and every service is in the catalog.',
    );
  });

  it('calls nothing unused without telemetry, and says since when it is away', () => {
    const { unused, undeclared, answer, coverage } = report(both, {
      ...WITHOUT_TELEMETRY,
      history: { window: 1, covered: 0, calls: [], reporting: new Set() },
    });
    expect(undeclared).toEqual([]);
    expect(unused.map(({ state }) => state)).toEqual(['unknown']);
    expect(answer).toContain(
      'Who calls whom in test is unknown: Prometheus away since 10:30 UTC',
    );
    expect(coverage.says).toBe(
      'There is no telemetry: Prometheus away since 10:30 UTC.',
    );
  });

  it.each([
    [
      'the catalog never answered',
      {
        catalog: {
          state: 'unavailable',
          reason: 'The catalog does not answer',
        },
      },
      'The catalog does not answer.',
    ],
    [
      'the cluster never answered',
      { kubernetes: { state: 'unavailable', reason: 'connection refused' } },
      'What the environment has is not known: connection refused.',
    ],
    [
      'services may not be read',
      { kubernetes: { state: 'live', unreadable: ['services'] } },
      'What the environment has is not known: the portal may not read services.',
    ],
  ] satisfies [string, Parameters<typeof dependenciesOf>[3], string][])(
    'compares nothing where %s',
    (_, more, why) => {
      expect(report(both, more)).toMatchObject({
        unknown: why,
        answer: why,
        services: [],
        entities: [],
        unused: [],
      });
    },
  );
});

describe('where entities are', () => {
  it('is computed once for each state of both', () => {
    const placed = new PlacedEntities(both);
    const first = Placement.of(mesh, placed);
    expect(Placement.of(mesh, placed)).toBe(first);
    expect(Placement.of(mesh, new PlacedEntities(both))).not.toBe(first);
    const order = mesh.service('shop', 'order');
    expect(
      order && first.entitiesOf(nodeId({ type: 'service', service: order })),
    ).toEqual([both[0]]);
  });
});
