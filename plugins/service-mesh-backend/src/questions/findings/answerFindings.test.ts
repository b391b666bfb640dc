import { inputOf } from '../__testUtils__/input';
import { deployment, meshOf, pod, service } from '../__testUtils__/manifests';
import { answerObject } from '../object/answerObject';
import { missingSidecars } from '../overview/problems/missingSidecars';
import { answerFindings, countFindings } from './answerFindings';

const NAMESPACE = `
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
`;
const account = (annotations: Record<string, string>) => `
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: shared, namespace: shop, annotations: ${JSON.stringify(
  annotations,
)} }
`;
const sharing = (name: string) =>
  service(name) +
  deployment(name, { account: 'shared' }) +
  pod(`${name}-1`, name, { account: 'shared' });

const REASON = 'servicemesh.ecotrack.io/accepted.MESH3409';
const UNTIL = 'servicemesh.ecotrack.io/accepted-until.MESH3409';
const BOTH = NAMESPACE + sharing('web') + sharing('api');

const ask = (annotations: Record<string, string>) => {
  const input = inputOf(meshOf(BOTH, account(annotations)));
  const answer = answerFindings(input);
  return {
    input,
    answer,
    counts: countFindings(input.mesh.check(), input.now),
    shared: answer.items.find(({ code }) => code === 'MESH3409'),
  };
};

describe('findings that somebody accepts', () => {
  it('stay, after the others, with the reason and where it stands', () => {
    const { answer, shared, counts, input } = ask({
      [REASON]: 'One product.',
      [UNTIL]: '2026-03-31',
    });
    expect(shared?.accepted).toEqual({
      reason: 'One product.',
      until: '2026-03-31',
      object: {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        namespace: 'shop',
        name: 'shared',
      },
      field: `metadata.annotations["${REASON}"]`,
      file: 'shop.yaml',
      line: expect.any(Number),
    });
    expect(answer.items.at(-1)).toBe(shared);
    expect(answer.answer).toMatch(/ of test; 1 accepted\.$/);
    const open = ask({});
    expect(counts).toEqual({
      ...open.counts,
      info: open.counts.info - 1,
      accepted: 1,
    });
    const [object] = input.mesh.objects('ServiceAccount');
    expect(answerObject(input, object).findings).toMatchObject([
      { code: 'MESH3409', accepted: { reason: 'One product.' } },
    ]);
  });

  it('are open again after the end, and say so', () => {
    const { shared, counts } = ask({
      [REASON]: 'One product.',
      [UNTIL]: '2026-02-28',
    });
    expect(counts.accepted).toBe(0);
    expect(shared).toMatchObject({
      notAccepted:
        'The exception at ServiceAccount shared in shop ended on 2026-02-28: One product.',
    });
    expect(shared?.accepted).toBeUndefined();
  });

  it('need nobody: a pod that may run without a proxy is no problem', () => {
    const bare = (annotations: string) =>
      meshOf(
        NAMESPACE,
        deployment('bare'),
        pod('bare-1', 'bare', { hasProxy: false }).replace(
          'namespace: shop',
          `namespace: shop\n  annotations: { ${annotations} }`,
        ),
      );
    const { now } = inputOf(bare(''));
    expect(missingSidecars(bare(''), now)).toMatchObject([
      { detail: '1 of 1 pods should have a proxy and have none' },
    ]);
    expect(
      missingSidecars(
        bare('servicemesh.ecotrack.io/accepted.MESH3402: "Ends in May."'),
        now,
      ),
    ).toEqual([]);
  });
});
