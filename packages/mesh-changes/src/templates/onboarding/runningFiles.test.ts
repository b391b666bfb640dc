import { Mesh, refKey, refOf } from '@ecotrack/mesh-engine';
import { exampleFiles } from '../../__testUtils__/exampleContext';
import { applyPlan } from '../../files/applyPlan';
import { declaredForm, EnvironmentReader } from '../../files/EnvironmentReader';
import { isSame } from '../../values/values';
import { DEV, PRODUCTION, STAGING } from '../security/__testUtils__/planning';
import { onboardService } from './onboardService';
import type { OnboardParameters } from './types';

const BASE = 'ecotrack/base/services/user-service/workload.yaml';
const OTHERS = { production: PRODUCTION, staging: STAGING, dev: DEV };

/** The files of the examples, with a service that has no probes and runs as the account of all. */
function withoutProbes() {
  const files = new Map(exampleFiles());
  const text = files.get(BASE) ?? '';
  files.set(
    BASE,
    text
      .replaceAll(/^ +(readiness|liveness)Probe:.*\n(( {12,}).*\n)*/gm, '')
      .replace(/serviceAccountName: .*/, 'serviceAccountName: default'),
  );
  return files;
}

const parameters: OnboardParameters = {
  namespace: 'ecotrack',
  service: 'user-service',
  tier: 'external-facing',
  runtime: 'spring-boot',
  managementPort: 8081,
  ports: [{ protocol: 'http', number: 8080 }],
  ownServiceAccount: true,
  ingress: { host: 'shop.ecotrack.example.com', paths: ['/profiles'] },
};

describe('files of what runs already', () => {
  it.each([
    ['the environment alone', PRODUCTION, OTHERS],
    ['its own files', 'ecotrack/base', {}],
  ])('render to the plan where %s is changed', (_, folder, others) => {
    const files = withoutProbes();
    expect(files.get(BASE)).not.toContain('Probe');
    const reader = new EnvironmentReader();
    const meshOf = (from: typeof files) =>
      Mesh.from(reader.render(from, folder).resources);
    const before = meshOf(files);
    const plan = onboardService.plan(parameters, {
      mesh: before,
      declared: before,
    });
    const edited = applyPlan(files, { folder, others }, plan, before, reader);
    const next = new Map(files);
    edited.files.forEach(({ path, after = '' }) => next.set(path, after));
    const mesh = meshOf(next);
    expect(edited.alsoChanged).toEqual([]);
    const wanted = new Map(
      plan.wanted.map(object => [refKey(refOf(object)), object]),
    );
    expect(
      mesh.all
        .filter(
          object =>
            !isSame(
              declaredForm(object).spec,
              (wanted.get(refKey(refOf(object))) ?? before.get(refOf(object)))
                ?.spec,
            ),
        )
        .map(refOf),
    ).toEqual([]);
    const [workload] = mesh.service('ecotrack', 'user-service')!.workloads;
    expect(workload.serviceAccount).toBe('user-service');
    expect([...wanted.values()].map(({ kind }) => kind).sort()).toEqual(
      expect.arrayContaining(['Deployment', 'VirtualService']),
    );
  });
});
