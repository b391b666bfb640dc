import { existsSync, readFileSync } from 'node:fs';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
  APP_URL,
  startPortal,
  type Portal,
} from '../__testUtils__/startPortal';
import { MeshClient } from '../client/MeshClient';
import { createAuthorizeAction } from './authorize';
import { createCanaryStartAction } from './canaryStart';
import { createChangeAction } from './change';
import { createRenderAction } from './render';
import { createWaitAction } from './wait';

jest.setTimeout(120_000);

const FILE = 'ecotrack/overlays/production/payment-routes.yaml';

const shift = (v1: number, v2: number) => ({
  environment: 'production',
  template: 'traffic-weights',
  parameters: {
    namespace: 'ecotrack',
    service: 'payment-service',
    weights: [
      { version: 'v1', weight: v1 },
      { version: 'v2', weight: v2 },
    ],
  },
});

describe('actions against the service mesh', () => {
  const directory = createMockDirectory();
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal([]);
  });

  beforeEach(() => directory.setContent({ workspace: {} }));

  afterAll(() => portal?.stop());

  /** A step whose output can be looked at. */
  function step(
    options: { isDryRun?: boolean; signal?: AbortSignal } = {},
    checkpoints = new Map<string, unknown>(),
  ) {
    const given: Record<string, unknown> = {};
    const context = {
      ...createMockActionContext({
        workspacePath: directory.resolve('workspace'),
      }),
      ...options,
      checkpoint: async <T>({
        key,
        fn,
      }: {
        key: string;
        fn(): T | Promise<T>;
      }) => {
        if (!checkpoints.has(key)) {
          checkpoints.set(key, await fn());
        }
        return checkpoints.get(key) as T;
      },
      output: (name: string, value: unknown) => {
        given[name] = value;
      },
    };
    return { context, given };
  }

  async function change(
    input: Parameters<
      ReturnType<typeof createChangeAction>['handler']
    >[0]['input'],
    { context, given } = step(),
  ) {
    await createChangeAction(portal.client).handler({ ...context, input });
    return given;
  }

  async function wait(
    input: Parameters<
      ReturnType<typeof createWaitAction>['handler']
    >[0]['input'],
    { context, given } = step(),
    client = portal.client,
  ) {
    await createWaitAction(client).handler({ ...context, input });
    return given;
  }

  it('has nothing to propose when Git says so already', async () => {
    await expect(change(shift(90, 10))).resolves.toEqual({
      state: 'unchanged',
    });
    expect(portal.pulls()).toHaveLength(0);
  });

  it('only previews in a dry run', async () => {
    await expect(
      change(shift(75, 25), step({ isDryRun: true })),
    ).resolves.toEqual({ state: 'previewed' });
    expect(portal.pulls()).toHaveLength(0);
  });

  it('writes the files of a change into the workspace', async () => {
    const { context, given } = step();
    await createRenderAction(portal.client).handler({
      ...context,
      input: { ...shift(75, 25), targetPath: 'gitops' },
    });
    expect(given).toEqual({
      title: expect.stringContaining('payment-service'),
      files: [{ path: FILE, change: 'changed' }],
    });
    const text = readFileSync(
      directory.resolve('workspace/gitops', FILE),
      'utf8',
    );
    expect(text).toMatch(/^apiVersion: [^]*weight: 75\n[^]*weight: 25\n/);
    expect(portal.pulls()).toHaveLength(0);
  });

  it('renders nothing of a change that would be wrong', async () => {
    await expect(
      createRenderAction(portal.client).handler({
        ...step().context,
        input: shift(75, 24),
      }),
    ).rejects.toThrow(/^parameters\.weights.*: /);
    expect(existsSync(directory.resolve('workspace', FILE))).toBe(false);
  });

  it.each([
    ['weights that do not sum', shift(75, 24), /^parameters\.weights/],
    [
      'a template that is not there',
      { ...shift(75, 25), template: 'magic' },
      /magic/,
    ],
    [
      'an environment that is not there',
      { ...shift(75, 25), environment: 'moon' },
      /moon/,
    ],
    [
      'an end that is over',
      { ...shift(75, 25), expiresAt: '2001-01-01T00:00:00Z' },
      /expiresAt/,
    ],
  ])('refuses %s, in a dry run too', async (_, input, message) => {
    await expect(change(input)).rejects.toThrow(message);
    await expect(change(input, step({ isDryRun: true }))).rejects.toThrow(
      message,
    );
    expect(portal.pulls()).toHaveLength(0);
  });

  it('calls fields as the step does', async () => {
    const ask = (from: object, to: object) =>
      createAuthorizeAction(portal.client).handler({
        ...step().context,
        input: {
          environment: 'production',
          from: { namespace: 'ecotrack', ...from },
          to: { namespace: 'ecotrack', service: 'user-service', ...to },
        },
      });
    await expect(ask({ serviceAccount: 'nobody' }, {})).rejects.toThrow(
      /^from\.serviceAccount: /,
    );
    await expect(ask({ namespace: 'Not a name' }, {})).rejects.toThrow(
      /^from\.namespace: /,
    );
    await expect(ask({}, { service: 'nowhere' })).rejects.toThrow(
      /^to\.service: /,
    );
    await expect(
      createCanaryStartAction(portal.client).handler({
        ...step().context,
        input: {
          environment: 'production',
          namespace: 'ecotrack',
          service: 'payment-service',
          version: 'v9',
        },
      }),
    ).rejects.toThrow(/^version: /);
  });

  it('proposes nothing for somebody who may not', async () => {
    portal.rules.changesAreDenied = true;
    try {
      await expect(change(shift(75, 25))).rejects.toThrow(
        expect.objectContaining({ name: 'NotAllowedError' }),
      );
    } finally {
      portal.rules.changesAreDenied = false;
    }
    expect(portal.pulls()).toHaveLength(0);
  });

  it('makes one pull request, however often it is asked or retried, and follows it', async () => {
    const checkpoints = new Map<string, unknown>();
    const [first, second] = await Promise.all([
      change(shift(75, 25), step({}, checkpoints)),
      change(shift(75, 25)),
    ]);
    expect(second).toEqual(first);
    await expect(change(shift(75, 25))).resolves.toEqual(first);
    const changeId = String(first.changeId);
    expect(first).toEqual({
      changeId,
      changeUrl: `${APP_URL}/mesh/changes/${changeId}`,
      pullRequestUrl: expect.stringMatching(/\/pulls\/\d+$/),
      state: 'proposed',
    });
    expect(portal.pulls()).toHaveLength(1);

    await expect(
      wait({ changeId, until: 'merged', timeoutSeconds: 1 }),
    ).rejects.toThrow(/not merged within 1 seconds \(timeoutSeconds\)/);
    await expect(
      wait({ changeId }, step({ isDryRun: true })),
    ).resolves.toMatchObject({ state: 'proposed' });

    const cancel = new AbortController();
    const waiting = wait({ changeId }, step({ signal: cancel.signal }));
    setTimeout(() => cancel.abort(), 300);
    await expect(waiting).rejects.toThrow(/^The wait was cancelled\./);

    await portal.post(`service-mesh/v1/changes/${changeId}/actions`, {
      action: 'withdraw',
      dryRun: false,
    });
    await expect(wait({ changeId })).rejects.toThrow(
      expect.objectContaining({
        name: 'ConflictError',
        message: expect.stringContaining('it is closed'),
      }),
    );
    await expect(change(shift(75, 25), step({}, checkpoints))).resolves.toEqual(
      { ...first, state: 'closed' },
    );
    expect(portal.pulls()).toHaveLength(1);
  });

  it('tells of a change that is not there', async () => {
    await expect(wait({ changeId: 'none/../x' })).rejects.toThrow(
      expect.objectContaining({ name: 'NotFoundError' }),
    );
  });

  it('tells of a back end that does not answer, after its patience', async () => {
    const away = new MeshClient({
      auth: mockServices.auth(),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () => 'http://127.0.0.1:1/api/service-mesh',
      }),
      appUrl: `${APP_URL}/`,
    });
    await expect(
      wait({ changeId: 'some', timeoutSeconds: 1 }, step(), away),
    ).rejects.toThrow(/does not answer.*http:\/\/portal\.example\/mesh/);
  });
});
