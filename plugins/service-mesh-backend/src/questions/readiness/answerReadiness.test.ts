import { inputOf, WITHOUT_TELEMETRY } from '../__testUtils__/input';
import {
  application,
  deployment,
  meshOf,
  pod,
  service,
} from '../__testUtils__/manifests';
import { sample } from '../__testUtils__/samples';
import {
  answerReadiness,
  answerWorkloadReadiness,
  type MayPropose,
} from './answerReadiness';

const SHOP = `
---
apiVersion: v1
kind: Namespace
metadata: { name: shop }
`;
const bare = (name: string) =>
  deployment(name) + pod(`${name}-1`, name, { hasProxy: false });
const HOST = bare('agent').replace(
  'spec: { serviceAccountName',
  'spec: { hostNetwork: true, serviceAccountName',
);
const mesh = meshOf(
  SHOP,
  application('order'),
  service('batch', '{ port: 80 }'),
  bare('batch'),
  HOST,
);
const mayPropose: MayPropose = ({ template }) =>
  template === 'injection'
    ? { allowed: false, reason: 'ask the platform team' }
    : { allowed: true };
const list = (
  input = inputOf(mesh),
  filter: Parameters<typeof answerReadiness>[2] = {},
) => answerReadiness(input, mayPropose, filter);
const named = (name: string) => {
  const workload = mesh.workload('shop', name);
  if (!workload) {
    throw new Error(`no workload ${name}`);
  }
  return workload;
};
const detail = (name: string, input = inputOf(mesh)) =>
  answerWorkloadReadiness(input, named(name), mayPropose);

describe('how ready workloads are', () => {
  it('is answered in words, those outside first', () => {
    const { answer, items } = list();
    expect(answer).toBe(
      '2 of 3 workloads of test are outside the mesh; 1 can be taken in now, 1 has something in its way.',
    );
    expect(
      items.map(each => [each.name, each.mesh, each.state, each.worst]),
    ).toEqual([
      ['agent', 'out', 'blocked', 'Network of its own'],
      ['batch', 'out', 'warning', 'Labels ask for a proxy'],
      ['order', 'in', 'warning', expect.any(String)],
    ]);
    expect(items.map(({ onboard }) => onboard?.template)).toEqual([
      undefined,
      'onboard-service',
      undefined,
    ]);
    for (const { counts } of items) {
      expect(counts.ready).toBeGreaterThan(3);
    }
  });

  it('is filtered by namespace and by whether they are in the mesh', () => {
    const names = (filter: Parameters<typeof answerReadiness>[2]) =>
      list(inputOf(mesh), filter).items.map(({ name }) => name);
    expect(names({ mesh: 'in' })).toEqual(['order']);
    expect(names({ mesh: 'out' })).toEqual(['agent', 'batch']);
    expect(names({ namespace: 'other' })).toEqual([]);
    expect(list(inputOf(mesh), { namespace: 'other' }).answer).toBe(
      'There is no workload of an application in test.',
    );
  });

  it.each([
    [
      meshOf(SHOP, application('order')),
      'The only workload of test is in the mesh.',
    ],
    [
      meshOf(
        SHOP,
        application('order'),
        pod('order-2', 'order', { hasProxy: false }),
      ),
      'No workload of test is known to be outside the mesh; of 1 only some pods have a proxy.',
    ],
  ])('is answered where nothing is outside', (of, answer) => {
    expect(list(inputOf(of)).answer).toBe(answer);
  });

  it('tells of one workload what is in its way, with objects, and whether the change may be proposed', () => {
    const { answer, items, workload } = detail('batch');
    expect(answer).toMatch(
      /^batch is outside the mesh: \d warnings, \d not known\.$/,
    );
    expect(workload.services).toEqual(['batch']);
    expect(items).toContainEqual(
      expect.objectContaining({
        id: 'port-protocol/batch:80',
        state: 'warning',
        because: [
          {
            object: expect.objectContaining({ kind: 'Service', name: 'batch' }),
            field: 'spec.ports[0].name',
            line: expect.any(Number),
            says: 'This object decided.',
          },
        ],
        mend: expect.objectContaining({
          template: 'port-protocol',
          allowed: true,
        }),
      }),
    );
    expect(items).toContainEqual(
      expect.objectContaining({
        id: 'injection/namespace',
        mend: expect.objectContaining({
          allowed: false,
          reason: 'ask the platform team',
        }),
      }),
    );
  });

  it('sees plaintext, and names who is offered as a caller', () => {
    const input = inputOf(mesh, [
      sample('batch', 'order', 2, { security: 'none' }),
      sample('order', 'batch', 3, { reporter: 'source' }),
    ]);
    const strict = detail('order', input).items.find(({ id }) =>
      id.startsWith('strict'),
    );
    expect(strict).toMatchObject({
      state: 'warning',
      says: expect.stringContaining('batch (shop), 2 req/s'),
    });
    expect(detail('batch', input).workload.onboard?.parameters).toMatchObject({
      callers: [{ namespace: 'shop', serviceAccount: 'order' }],
    });
  });

  it.each([
    ['Prometheus is away', inputOf(mesh, [], WITHOUT_TELEMETRY)],
    [
      'what Prometheus said is old',
      inputOf(mesh, [sample('batch', 'order', 2)], {
        telemetry: { state: 'stale' },
      }),
    ],
  ])('calls unknown who calls, while %s', (_, input) => {
    const unknown = detail('order', input)
      .items.filter(({ state }) => state === 'unknown')
      .map(({ id }) => id);
    expect(unknown).toEqual(
      expect.arrayContaining(['strict/callers', 'plaintext-calls']),
    );
  });

  it('calls nothing ready while the cluster is away', () => {
    const kubernetes = {
      state: 'stale' as const,
      since: new Date('2026-03-01T11:00:00Z'),
    };
    const { items } = list(inputOf(mesh, [], { kubernetes }));
    expect(items.map(({ counts }) => counts.ready)).toEqual([0, 0, 0]);
    expect(
      detail('order', inputOf(mesh, [], { kubernetes })).items.map(
        ({ says }) => says,
      ),
    ).toContainEqual(
      expect.stringMatching(
        /^The cluster does not answer since 11:00 UTC\. Before that: /,
      ),
    );
    expect(
      list(
        inputOf(meshOf(), [], {
          kubernetes: { state: 'unavailable', reason: 'connection refused' },
        }),
      ).answer,
    ).toBe('Nothing is known of the cluster: connection refused.');
  });

  it('calls unknown what it may not read', () => {
    const kubernetes = {
      state: 'live' as const,
      unreadable: ['networkpolicies.networking.k8s.io'],
    };
    expect(
      detail('order', inputOf(mesh, [], { kubernetes })).items,
    ).toContainEqual(
      expect.objectContaining({
        id: 'network-policy/unread',
        state: 'unknown',
      }),
    );
  });
});
