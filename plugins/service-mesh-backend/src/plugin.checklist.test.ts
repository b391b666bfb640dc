import type {
  Onboarding,
  OnboardingStep,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { eventually } from './__testUtils__/eventually';
import { returnsService } from './__testUtils__/returnsService';
import { FORBIDDEN, startPlugin } from './__testUtils__/startPlugin';

jest.setTimeout(120_000);

type Started = Awaited<ReturnType<typeof startPlugin>>;

const pathOf = (service: string) =>
  `/production/services/${service}/onboarding`;

async function ask(started: Started, service: string): Promise<Onboarding> {
  const { status, body } = await started.get(pathOf(service));
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
}

const statesOf = ({ steps }: Onboarding) =>
  Object.fromEntries(steps.map(({ id, state }) => [id, state]));

const stepOf = ({ steps }: Onboarding, id: OnboardingStep['id']) =>
  steps.find(step => step.id === id)!;

const BEFORE = {
  proposed: 'not-needed',
  merged: 'not-needed',
  synced: 'not-needed',
};
const AHEAD = {
  proxies: 'waiting',
  identity: 'waiting',
  ports: 'waiting',
  encryption: 'waiting',
  'encryption-observed': 'waiting',
  access: 'waiting',
  'access-observed': 'waiting',
  traffic: 'waiting',
  dependencies: 'waiting',
  alerts: 'waiting',
};

describe('the checklist of services in production', () => {
  let started: Started;

  beforeAll(async () => {
    started = await startPlugin({ syncDelay: 0 });
  });

  afterAll(() => started?.stop());

  afterEach(() => {
    const { faults } = started.platform;
    faults.active.forEach(({ id }) => faults.switchOff(id));
  });

  it('is green for a service that was in the mesh before the portal', async () => {
    const answer = await ask(started, 'ecotrack/order-service');
    expect(statesOf(answer)).toEqual({
      ...BEFORE,
      proxies: 'done',
      identity: 'done',
      ports: 'done',
      encryption: 'done',
      'encryption-observed': 'done',
      access: 'done',
      'access-observed': 'done',
      traffic: 'done',
      dependencies: 'not-needed',
      alerts: 'done',
    });
    expect(answer).toMatchObject({
      state: 'onboarded',
      says: 'order-service is in the mesh: 9 checks green.',
    });
    expect(stepOf(answer, 'traffic').says).toMatch(
      /^\d+ req\/s from ambassador \(\d+ req\/s\) and istio-ingressgateway/,
    );
    expect(stepOf(answer, 'access').because).toContainEqual(
      expect.objectContaining({
        object: expect.objectContaining({
          kind: 'AuthorizationPolicy',
          name: 'order-service',
        }),
      }),
    );
  });

  it('waits for requests where there are none, and never calls that done', async () => {
    const answer = await ask(started, 'ecotrack/notification-service');
    expect(answer.state).toBe('in-progress');
    expect(answer.says).toContain('No request in 15 min.');
    expect(stepOf(answer, 'traffic').state).toBe('waiting');
  });

  it('asks Prometheus for the same few things, whichever service is asked about', async () => {
    const [{ prometheusUrl }] = started.platform.clusters;
    const asked = jest.spyOn(globalThis, 'fetch');
    const ofPrometheus = () =>
      asked.mock.calls.filter(([url]) => String(url).startsWith(prometheusUrl))
        .length;
    await Promise.all(
      ['order', 'payment', 'user', 'product'].map(name =>
        ask(started, `ecotrack/${name}-service`),
      ),
    );
    const count = ofPrometheus();
    asked.mockRestore();
    expect(count).toBeLessThanOrEqual(8);
  });

  it('calls unknown what Prometheus would have to tell while it is away', async () => {
    started.platform.faults.switchOn({
      cluster: 'ecotrack-production',
      kind: 'prometheus-away',
    });
    const answer = await eventually(
      () => ask(started, 'ecotrack/order-service'),
      ({ steps }) =>
        ['identity', 'traffic', 'alerts'].every(
          id => steps.find(step => step.id === id)?.state === 'unknown',
        ),
    );
    expect(answer.state).toBe('unknown');
    expect(statesOf(answer)).toMatchObject({
      proxies: 'done',
      encryption: 'done',
      'encryption-observed': 'unknown',
      access: 'done',
      'access-observed': 'unknown',
    });
    expect(stepOf(answer, 'traffic').says).toMatch(
      /^Prometheus does not answer since .* Before that: \d+ req\/s from/,
    );
    started.platform.faults.switchOff(started.platform.faults.active[0].id);
    await eventually(
      () => ask(started, 'ecotrack/order-service'),
      ({ state }) => state === 'onboarded',
    );
  });

  it.each([
    [`/${FORBIDDEN}/services/a/b/onboarding`, 403],
    [pathOf('ecotrack/nothing'), 404],
    [`${pathOf('ecotrack/order-service')}?window=7d`, 400],
  ])('refuses %s with %i', async (path, code) => {
    expect((await started.get(path)).status).toBe(code);
  });

  it('follows a service that only a form knows until traffic flows encrypted and authorized', async () => {
    const { body } = await started.post('/environments/production/changes', {
      ...returnsService,
      dryRun: false,
    });
    const { id } = body.change;
    const refresh = () =>
      started.post(`/changes/${id}/actions`, { action: 'refresh' });
    const follow = (fits: (answer: Onboarding) => boolean) =>
      eventually(
        async () => {
          await refresh();
          return ask(started, 'ecotrack/returns-service');
        },
        fits,
        60_000,
      );
    const asked = await follow(
      answer => stepOf(answer, 'proposed').state === 'done',
    );
    expect(statesOf(asked)).toEqual({
      proposed: 'done',
      merged: 'waiting',
      synced: 'waiting',
      ...AHEAD,
    });
    expect(asked.state).toBe('in-progress');
    expect(stepOf(asked, 'merged')).toMatchObject({
      change: id,
      next: {
        title: 'Merge pull request #1',
        url: expect.stringContaining('/platform/mesh-gitops/pulls/1'),
      },
    });
    const { pulls } = started.platform.forge.repository('platform/mesh-gitops');
    const [pull] = pulls.list('all');
    await pulls.merge(pull.number, {
      method: 'squash',
      by: 'sam',
      author: { name: 'Sam', email: 'sam@ecotrack.example.com' },
    });
    const live = await follow(
      answer => stepOf(answer, 'synced').state === 'done',
    );
    expect(stepOf(live, 'merged')).toMatchObject({
      state: 'done',
      says: 'Merged by sam, without an approval.',
    });
    const configured = await follow(
      answer => stepOf(answer, 'proxies').state === 'done',
    );
    expect(statesOf(configured)).toMatchObject({
      encryption: 'done',
      access: 'done',
      ports: 'done',
      dependencies: 'done',
    });
    expect(stepOf(configured, 'access').says).toBe(
      'order-service-v1 may call it; others are refused.',
    );
    expect(stepOf(configured, 'dependencies').says).toBe(
      'product-service, kafka and api.parcels.example.com let it in.',
    );
    expect(live).toHaveProperty('since');
    const { says, steps } = await follow(({ state }) => state === 'onboarded');
    expect(says).toBe('returns-service is in the mesh: 13 checks green.');
    expect(steps.find(({ id: of }) => of === 'traffic')?.says).toMatch(
      /req\/s from order-service-v1/,
    );
  });
});

describe('the checklist of what is not in the mesh', () => {
  let started: Started;

  beforeAll(async () => {
    started = await startPlugin({ cluster: 'ecotrack-dev' });
  });

  afterAll(() => started?.stop());

  it('begins with the change that takes it in', async () => {
    const answer = await ask(started, 'legacy/legacy-batch');
    expect(answer).toMatchObject({
      state: 'not-started',
      says: 'legacy-batch is not in the mesh. Nobody has proposed to take it into the mesh.',
    });
    expect(stepOf(answer, 'proposed').next).toEqual({
      title: 'Onboard it…',
      change: {
        template: 'onboard-service',
        parameters: { namespace: 'legacy', service: 'legacy-batch' },
      },
    });
    expect(statesOf(answer)).toMatchObject({
      proposed: 'waiting',
      proxies: 'waiting',
      identity: 'waiting',
      traffic: 'not-needed',
    });
  });

  it('names those who call in plaintext, and lets one tighten what takes it', async () => {
    const answer = await ask(started, 'ecotrack/order-service');
    expect(stepOf(answer, 'encryption')).toMatchObject({
      state: 'waiting',
      says: 'Port 8080 takes plaintext too.',
      next: { change: { template: 'mtls-mode' } },
    });
    expect(stepOf(answer, 'encryption-observed')).toMatchObject({
      state: 'waiting',
      says: expect.stringContaining('plaintext: legacy-batch ('),
    });
    expect(stepOf(answer, 'access').says).toBe(
      'Anybody may call it, also without an identity.',
    );
  });
});
