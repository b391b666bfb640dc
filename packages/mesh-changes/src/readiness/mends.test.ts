import type { Mesh } from '@ecotrack/mesh-engine';
import { exampleContext } from '../__testUtils__/exampleContext';
import { builtInTemplates } from '../templates/builtInTemplates';
import type { ChangeTemplate } from '../templates/types';
import { ParameterValidator } from '../templates/validateParameters';
import {
  deployment,
  injectedPod,
  meshOf,
  namespace,
  service,
} from './__testUtils__/shop';
import { applicationWorkloads, membershipOf } from './membership';
import { onboardingOf } from './onboardingOf';
import { readinessOf } from './readinessOf';
import type { ReadinessMend, ReadinessOptions } from './types';

const validator = new ParameterValidator();

/** Every change that is offered for the workloads of a mesh. */
const mendsOf = (mesh: Mesh, options?: ReadinessOptions) =>
  applicationWorkloads(mesh).flatMap(workload => [
    ...readinessOf(mesh, workload, options).flatMap(({ mend }) => mend ?? []),
    ...(membershipOf(workload) === 'out'
      ? [onboardingOf(mesh, workload) ?? []].flat()
      : []),
  ]);

/** What a form begins with where nothing is given. */
const defaultsOf = ({ parameters: { properties = {} } }: ChangeTemplate) =>
  Object.fromEntries(
    Object.entries(properties).flatMap(([name, schema]) =>
      schema.default === undefined ? [] : [[name, schema.default]],
    ),
  );

/** What comes of a change: how many objects it writes, or why it does not. */
function outcomeOf(
  mesh: Mesh,
  { template: id, parameters: given }: ReadinessMend,
) {
  const template = builtInTemplates.find(each => each.id === id);
  if (!template) {
    return `there is no template ${id}`;
  }
  const parameters = { ...defaultsOf(template), ...given };
  const problems = validator.validate(template, parameters);
  return problems.length > 0
    ? problems
    : template.plan(parameters, { mesh, declared: mesh }).wanted.length > 0;
}

const counted = (mesh: Mesh) =>
  new Set(mesh.workloads.map(({ namespace: home, name }) => `${home}/${name}`));

const HARD = meshOf(
  namespace(),
  namespace('istio-injection: enabled', 'open'),
  namespace('istio-injection: disabled', 'shut'),
  deployment({
    annotations: 'sidecar.istio.io/rewriteAppHTTPProbers: "false"',
  }),
  service(
    '{ port: 80, targetPort: web }, { name: db, port: 3306 }, { name: dns, port: 53, protocol: UDP }',
  ),
  deployment({ name: 'refused', labels: 'sidecar.istio.io/inject: "false"' }),
  deployment({ name: 'shut-in', home: 'shut' }),
  deployment({ name: 'inside', labels: 'sidecar.istio.io/inject: "true"' }),
  service('{ name: mysql, port: 3306 }, { name: metrics, port: 9100 }', {
    name: 'inside',
    app: 'inside',
  }),
  injectedPod('inside'),
  deployment({ name: 'of-node', pod: 'hostNetwork: true' }),
  deployment({ name: 'nameless', pod: '' }),
);

describe('changes that are offered', () => {
  it.each([
    'ecotrack/overlays/dev',
    'ecotrack/overlays/production',
    'tai',
    'maily/staging',
    'maily/production',
    'acgs2',
  ])('can be planned in %s', folder => {
    const { mesh } = exampleContext(folder);
    const mends = mendsOf(mesh, {
      observed: { calls: [], counted: counted(mesh) },
    });
    expect(mends.map(mend => outcomeOf(mesh, mend))).toEqual(
      mends.map(() => true),
    );
  });

  it('can be planned where much is in the way', () => {
    const observed = {
      calls: [
        {
          client: { namespace: 'shut', workload: 'shut-in' },
          server: { namespace: 'shop', workload: 'inside' },
          requestRate: 1,
        },
      ],
      counted: counted(HARD),
    };
    const mends = [...mendsOf(HARD), ...mendsOf(HARD, { observed })];
    expect(mends.map(mend => outcomeOf(HARD, mend))).toEqual(
      mends.map(() => true),
    );
    expect(
      mends.some(({ parameters }) => parameters.ownServiceAccount === true),
    ).toBe(true);
    expect(new Set(mends.map(({ template }) => template))).toEqual(
      new Set([
        'injection',
        'port-protocol',
        'probe-rewrite',
        'mtls-mode',
        'onboard-service',
      ]),
    );
  });

  it('take what nobody calls in by a proxy alone, and what is called with its ports and callers', () => {
    const { mesh } = exampleContext('ecotrack/overlays/dev');
    const outside = applicationWorkloads(mesh).filter(
      workload => membershipOf(workload) === 'out',
    );
    expect(outside.map(workload => onboardingOf(mesh, workload))).toEqual([
      {
        label: 'Inject the proxy…',
        template: 'injection',
        parameters: {
          namespace: 'legacy',
          workload: 'legacy-batch',
          state: 'enabled',
        },
      },
    ]);
    const [orders] = HARD.workloads.filter(({ name }) => name === 'orders');
    const call = {
      client: { namespace: 'shop', workload: 'inside' },
      server: { namespace: 'shop', workload: 'orders' },
      requestRate: 1,
    };
    expect(onboardingOf(HARD, orders, [call, call])).toMatchObject({
      template: 'onboard-service',
      parameters: {
        service: 'orders',
        workload: 'orders',
        ports: [
          { number: 80, protocol: 'http', targetPort: 8080 },
          { number: 3306, protocol: 'tcp' },
        ],
        callers: [{ namespace: 'shop', serviceAccount: 'inside' }],
      },
    });
  });

  it('tell of examples that are in the mesh what is left to do', () => {
    const { mesh } = exampleContext('acgs2');
    const shared = applicationWorkloads(mesh).flatMap(workload =>
      readinessOf(mesh, workload).filter(({ id }) => id === 'identity'),
    );
    expect(shared.map(({ state }) => state)).toEqual(
      shared.map(() => 'warning'),
    );
    expect(shared.length).toBe(4);
  });
});
