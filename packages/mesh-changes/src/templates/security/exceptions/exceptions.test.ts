import { acceptanceOf, impact, Mesh } from '@ecotrack/mesh-engine';
import { exampleFiles } from '../../../__testUtils__/exampleContext';
import { applyPlan } from '../../../files/applyPlan';
import { EnvironmentReader } from '../../../files/EnvironmentReader';
import {
  after,
  changedBy,
  environment,
  faultsOf,
  problemsOf,
  PRODUCTION,
  refusalOf,
} from '../__testUtils__/planning';
import type { PlanContext } from '../../types';
import { acceptFinding } from './acceptFinding';
import { reopenFinding } from './reopenFinding';

const NOON = new Date('2026-11-21T12:00:00Z');
const SHARED = {
  namespace: 'acgs-system',
  kind: 'ServiceAccount',
  name: 'acgs-system-sa',
  code: 'MESH3409',
};
const ACCEPTED = {
  ...SHARED,
  reason: 'The governed parts are one product: "they" are released together.',
  until: '2027-01-31',
};

function judged({ mesh }: PlanContext) {
  const [finding, ...more] = mesh
    .check()
    .filter(({ code }) => code === SHARED.code);
  expect(more).toEqual([]);
  return { finding, ...acceptanceOf(finding, NOON) };
}

describe('accept-finding and reopen-finding', () => {
  const acgs2 = environment('acgs2');

  it('write down why ACGS-2 has one service account for all, and take it back', () => {
    expect(judged(acgs2)).toMatchObject({
      isAccepted: false,
      finding: { severity: 'warning', object: { name: 'acgs-system-sa' } },
    });
    expect(faultsOf(acceptFinding, ACCEPTED, acgs2)).toEqual([]);
    const plan = acceptFinding.plan(ACCEPTED, acgs2);
    expect(plan.title).toBe(
      'Accept MESH3409 at ServiceAccount acgs-system-sa in acgs-system',
    );
    expect(plan.notes).toEqual([
      'Accepted until 2027-01-31.',
      expect.stringContaining('share service account acgs-system-sa'),
    ]);
    const next = after(acgs2, plan);
    expect(judged(next)).toMatchObject({
      isAccepted: true,
      finding: { exception: { reason: ACCEPTED.reason, until: '2027-01-31' } },
    });
    expect(acceptFinding.current?.(SHARED, next)).toEqual(ACCEPTED);

    expect(faultsOf(reopenFinding, SHARED, next)).toEqual([]);
    const open = after(next, reopenFinding.plan(SHARED, next));
    expect(judged(open).finding.exception).toBeUndefined();
    expect(changedBy(open, reopenFinding.plan(SHARED, open))).toEqual([]);
  });

  it('are for a workload that joins later, which is a new warning otherwise', () => {
    const joining = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'auditor', namespace: SHARED.namespace },
      spec: {
        template: {
          metadata: { labels: { app: 'auditor' } },
          spec: {
            serviceAccountName: SHARED.name,
            containers: [{ name: 'app' }],
          },
        },
      },
    };
    const appeared = ({ mesh }: PlanContext) =>
      impact(mesh, mesh.with({ upserted: [joining] }))
        .findings.appeared.filter(({ code }) => code === SHARED.code)
        .map(finding => ({
          severity: finding.severity,
          ...acceptanceOf(finding, NOON),
        }));
    expect(appeared(acgs2)).toEqual([
      { severity: 'warning', isAccepted: false },
    ]);
    const next = after(acgs2, acceptFinding.plan(ACCEPTED, acgs2));
    expect(appeared(next)).toEqual([{ severity: 'warning', isAccepted: true }]);
  });

  it('leave an end out when it is not given any more', () => {
    const { until, ...forEver } = ACCEPTED;
    const next = after(acgs2, acceptFinding.plan(ACCEPTED, acgs2));
    const plan = acceptFinding.plan(forEver, next);
    expect(plan.notes?.[0]).toBe('Accepted for ever.');
    expect(judged(after(next, plan)).finding.exception?.until).toBeUndefined();
  });

  it('add lines to the manifest of the object, and take the same away', () => {
    const files = exampleFiles();
    const reader = new EnvironmentReader();
    const layout = { folder: 'acgs2' };
    const edited = applyPlan(
      files,
      layout,
      acceptFinding.plan(ACCEPTED, acgs2),
      acgs2.mesh,
      reader,
    );
    const [{ path, before = '', after: text = '' }] = edited.files;
    expect(edited.files).toHaveLength(1);
    expect(path).toBe('acgs2/services.yaml');
    expect(
      text.split('\n').filter(line => !before.split('\n').includes(line)),
    ).toEqual([
      '  annotations:',
      expect.stringContaining('servicemesh.ecotrack.io/accepted.MESH3409: '),
      expect.stringMatching(
        /^ {4}servicemesh\.ecotrack\.io\/accepted-until\.MESH3409: "2027-01-31"$/,
      ),
    ]);
    const changed = new Map([...files, [path, text]]);
    const declared = Mesh.from(reader.render(changed, 'acgs2').resources);
    expect(judged({ mesh: declared, declared }).isAccepted).toBe(true);
    const back = applyPlan(
      changed,
      layout,
      reopenFinding.plan(SHARED, { mesh: declared, declared }),
      declared,
      reader,
    );
    expect(back.files.map(file => file.after)).toEqual([before]);
  });

  it.each([
    [{ name: 'nobody' }, 'name: ServiceAccount nobody in acgs-system is not'],
    [{ code: 'MESH2001' }, 'code: Nothing is found with MESH2001 at Service'],
    [{ until: '2026-11-20' }, 'until: 2026-11-20 is over.'],
    [{ until: '2027-02-30' }, 'until: 2027-02-30 is no day.'],
  ])('refuse %j', (wrong, message) => {
    expect(
      refusalOf(() =>
        acceptFinding.plan({ ...ACCEPTED, ...wrong }, { ...acgs2, now: NOON }),
      ),
    ).toContain(message);
  });

  it('refuse an object that no file declares, with the way to mend it', () => {
    const none = { ...acgs2, declared: Mesh.from([]) };
    const message =
      'name: ServiceAccount acgs-system-sa in acgs-system is in the cluster, and not among the files of the repository. Add its manifest there first';
    expect(refusalOf(() => acceptFinding.plan(ACCEPTED, none))).toContain(
      message,
    );
  });

  it('refuse an error, with the way to mend it', () => {
    const { mesh } = environment(PRODUCTION);
    const [routes] = mesh.objects('VirtualService');
    const broken = mesh.with({
      upserted: [
        {
          ...routes,
          spec: {
            hosts: ['x'],
            http: [{ route: [{ destination: { host: 'nowhere' } }] }],
          },
        },
      ],
    });
    const { namespace, name } = routes.metadata;
    const error = broken
      .check()
      .find(
        ({ severity, object }) => severity === 'error' && object?.name === name,
      )!;
    expect(
      refusalOf(() =>
        acceptFinding.plan(
          {
            ...ACCEPTED,
            namespace,
            kind: 'VirtualService',
            name,
            code: error.code,
          },
          { mesh: broken, declared: broken },
        ),
      ),
    ).toContain('errors cannot be accepted. Mend it: ');
  });

  it.each([
    { reason: 'short' },
    { reason: `two\nlines of a reason` },
    { reason: '            ' },
    { until: 'soon' },
    { code: 'KIA0101' },
    { kind: 'service account' },
  ])('do not take %j', wrong => {
    expect(problemsOf(acceptFinding, { ...ACCEPTED, ...wrong })).toEqual(
      Object.keys(wrong),
    );
  });
});
