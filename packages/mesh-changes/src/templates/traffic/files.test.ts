import {
  exampleContext,
  exampleFiles,
} from '../../__testUtils__/exampleContext';
import { applyPlan } from '../../files/applyPlan';
import { EnvironmentReader } from '../../files/EnvironmentReader';
import { template, type Given } from './__testUtils__/planned';

const FILES = exampleFiles();
const OTHERS = {
  staging: 'ecotrack/overlays/staging',
  dev: 'ecotrack/overlays/dev',
};

/** Lines that a plan takes from and adds to files, by path. */
function edited(folder: string, id: string, parameters: Given) {
  const { mesh, declared } = exampleContext(folder);
  const plan = template(id).plan(parameters, { mesh, declared });
  const layout = { folder, others: OTHERS };
  const { files, alsoChanged } = applyPlan(
    FILES,
    layout,
    plan,
    mesh,
    new EnvironmentReader(),
  );
  expect(alsoChanged).toEqual([]);
  return Object.fromEntries(
    files.map(({ path, before = '', after = '' }) => {
      const [from, to] = [before.split('\n'), after.split('\n')];
      return [
        path,
        [
          ...from.filter(line => !to.includes(line)).map(line => `-${line}`),
          ...to.filter(line => !from.includes(line)).map(line => `+${line}`),
        ],
      ];
    }),
  );
}

describe('files of a change of traffic', () => {
  it('have two other numbers for a step of a canary', () => {
    expect(
      edited('ecotrack/overlays/production', 'canary-step', {
        namespace: 'ecotrack',
        service: 'payment-service',
        version: 'v2',
        weight: 40,
      }),
    ).toEqual({
      'ecotrack/overlays/production/payment-routes.yaml': [
        '-          weight: 90',
        '-          weight: 10',
        '+          weight: 60',
        '+          weight: 40',
      ],
    });
  });

  it('have the mirror where the rule stands', () => {
    expect(
      edited('maily', 'mirror', {
        namespace: 'maily-production',
        service: 'email-service',
        version: 'v2',
        percentage: 5,
      }),
    ).toEqual({
      'maily/production/mesh.yaml': [
        '+      mirror:',
        '+        host: email-service',
        '+        subset: v2',
        '+      mirrorPercentage:',
        '+        value: 5',
      ],
    });
  });

  it('quote a header that a reader would take for something else', () => {
    const lines = edited('ecotrack/overlays/production', 'header-match', {
      namespace: 'ecotrack',
      service: 'payment-service',
      match: { kind: 'header', name: 'x-beta', value: 'on' },
      version: 'v2',
    });
    expect(lines['ecotrack/overlays/production/payment-routes.yaml']).toContain(
      '+              exact: "on"',
    );
  });

  it('have a new object beside its like', () => {
    const lines = edited('tai', 'timeout', {
      namespace: 'tai-system',
      service: 'scheduler',
      timeout: '2s',
    });
    expect(Object.keys(lines)).toEqual([
      'tai/kustomization.yaml',
      'tai/scheduler-virtual-service.yaml',
    ]);
  });
});
