import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  CatalogReport,
  EntityDependencies,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(90_000);

const ANNOTATION = 'servicemesh.ecotrack.io/observed-dependencies';
const ENTITIES = 'catalog/entities/by-name/component/default';
const SAM = 'sam.sre';
/** She may read staging and dev, and not production. */
const RITA = 'rita.reader';

/** Names pods that only production has. */
const ONLY_IN_PRODUCTION = `
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: payment-next
  annotations:
    backstage.io/kubernetes-namespace: ecotrack
    backstage.io/kubernetes-label-selector: app=payment-service,version=v2
spec: { type: service, lifecycle: experimental, owner: payments-team }
`;

async function until<T>(
  ask: () => Promise<T>,
  fits: (answer: T) => boolean,
): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (fits(answer)) {
      return answer;
    }
    await new Promise(done => setTimeout(done, 300));
  }
}

describe('an environment that somebody may not read', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  let folder: string;

  const report = async (person: string, environment: string) => {
    const { status, body } = await portal.get(
      person,
      `service-mesh/v1/environments/${environment}/catalog`,
    );
    return { status, body: body as CatalogReport };
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'catalog-'));
    const file = join(folder, 'payment-next.yaml');
    await writeFile(file, ONLY_IN_PRODUCTION);
    portal = await startPortal(file);
    await until(
      () => portal.get(RITA, `${ENTITIES}/payment-next`),
      ({ status }) => status === 200,
    );
  });

  afterAll(async () => {
    await portal?.stop();
    await rm(folder, { recursive: true });
  });

  it('is nowhere in the catalog, whoever reads it', async () => {
    const { body: order } = await until(
      () => portal.get(RITA, `${ENTITIES}/order-service`),
      ({ body }) => body.metadata?.annotations?.[ANNOTATION] !== undefined,
    );
    const seen: [string, string][] = JSON.parse(
      order.metadata.annotations[ANNOTATION],
    );
    expect(
      [...new Set(seen.map(([, environment]) => environment))].sort(),
    ).toEqual(['dev', 'staging']);
    const { body: everything } = await portal.get(
      RITA,
      'catalog/entities?filter=kind=component&filter=kind=resource',
    );
    const told = (everything as { metadata: { annotations: object } }[]).map(
      ({ metadata }) =>
        (metadata.annotations as Record<string, string>)[ANNOTATION] ?? '',
    );
    expect(told.join()).toContain('staging');
    expect(told.join()).not.toContain('production');
  });

  it('is not told of beside the dependencies of an entity', async () => {
    const ask = async (person: string) => {
      const { body } = await portal.get(
        person,
        'service-mesh/v1/dependencies?entityRef=component:default/notification-service',
      );
      return body as EntityDependencies;
    };
    const [rita, sam] = [
      await until(
        () => ask(RITA),
        ({ environments }) =>
          environments.every(
            ({ sources }) => sources.kubernetes.state === 'live',
          ),
      ),
      await ask(SAM),
    ];
    const { denied, ...told } = rita;
    expect(denied).toEqual(['production']);
    expect(JSON.stringify(told)).not.toContain('production');
    expect(rita.environments.map(({ environment }) => environment)).toEqual(
      expect.arrayContaining(['dev', 'staging']),
    );
    expect(sam.denied).toBeUndefined();
    const kafka = sam.items.find(
      ({ target }) => target.ref === 'resource:default/kafka',
    );
    expect(kafka?.environments).toContainEqual(
      expect.objectContaining({
        environment: 'production',
        byteRate: expect.any(Number),
        lastSeen: expect.any(String),
      }),
    );
  });

  it('is not told of in the report of another', async () => {
    await expect(report(RITA, 'production')).resolves.toMatchObject({
      status: 403,
    });
    const of = async (person: string) => {
      const { body } = await report(person, 'dev');
      return body.entities.find(
        ({ entity }) => entity.ref === 'component:default/payment-next',
      );
    };
    await expect(of(RITA)).resolves.toMatchObject({
      state: 'nowhere',
      foundIn: [],
    });
    await expect(of(SAM)).resolves.toMatchObject({
      state: 'elsewhere',
      foundIn: ['production'],
    });
  });

  it('is reported on truly to who may read it', async () => {
    const { body } = await report(SAM, 'production');
    expect(
      body.undeclared.map(({ source, target }) => [source.ref, target.ref]),
    ).toEqual([
      ['component:default/notification-service', 'resource:default/kafka'],
    ]);
    expect(
      body.unused.map(({ source, target, state }) =>
        [source.ref, target.ref, state].join(' '),
      ),
    ).toEqual([
      'component:default/notification-service component:default/user-service unseen',
      'component:default/notification-service resource:default/notification-provider unknown',
      'component:default/payment-service resource:default/payment-provider unknown',
    ]);
    expect(body.services.map(({ name }) => name)).toEqual([
      'istio-egressgateway',
      'istio-ingressgateway',
    ]);
    expect(body.ambiguous).toMatchObject([
      {
        name: 'payment-service',
        entities: [
          { ref: 'component:default/payment-next' },
          { ref: 'component:default/payment-service' },
        ],
      },
    ]);
    expect(body.answer).toBe(
      '1 call of production is declared nowhere; 1 declared dependency was not seen in 6 h; nobody can tell whether 2 declared dependencies are called; 2 services are not in the catalog.',
    );
  });
});
