import {
  changedAnswers,
  changedBy,
  DEV,
  environment,
  faultsOf,
  PRODUCTION,
  refusalOf,
  STAGING,
  after,
} from './__testUtils__/planning';
import { denyByDefault } from './denyByDefault';

describe('deny-by-default', () => {
  it.each([
    [PRODUCTION, 'ecotrack'],
    [STAGING, 'data'],
    [DEV, 'ecotrack'],
    ['tai', 'tai-system'],
    ['acgs2', 'acgs-system'],
    ['maily', 'maily-production'],
    [PRODUCTION, 'istio-system'],
  ])('is a policy without rules: %s %s', (folder, namespace) => {
    const context = environment(folder);
    expect(faultsOf(denyByDefault, { namespace }, context)).toEqual([]);
    const plan = denyByDefault.plan({ namespace }, context);
    expect(changedBy(context, plan)).toEqual([
      'AuthorizationPolicy deny-by-default',
    ]);
    expect(plan.wanted[0].spec).toEqual({});
    const changed = changedAnswers(context, plan);
    const suffix = namespace === 'istio-system' ? '' : ` ${namespace}/`;
    expect(
      changed.filter(
        each => !each.includes(suffix) || !each.endsWith('-> deny'),
      ),
    ).toEqual([]);
  });

  it('says what stays open and what nobody can call any more', () => {
    const { notes } = denyByDefault.plan(
      { namespace: 'tai-system' },
      environment('tai'),
    );
    expect(notes).toEqual([
      'Stay open to whom their own policies name: coordinator.',
      'Shut to everybody until a caller is allowed: governor, scheduler.',
    ]);
  });

  it('says which workloads no policy reaches', () => {
    const { notes } = denyByDefault.plan(
      { namespace: 'legacy' },
      environment(DEV),
    );
    expect(notes).toEqual([
      'Stay open to everybody, as they run without a proxy of the mesh: legacy-batch.',
    ]);
  });

  it('leaves a policy that is there already', () => {
    const context = environment(PRODUCTION);
    const parameters = { namespace: 'ecotrack' };
    const done = after(context, denyByDefault.plan(parameters, context));
    const again = denyByDefault.plan(parameters, done);
    expect(changedBy(done, again)).toEqual([]);
    expect(again.notes).toEqual([
      'AuthorizationPolicy deny-by-default is for all of ecotrack already: what no rule allows is refused there.',
    ]);
  });

  it('refuses a namespace that is not there', () => {
    expect(
      refusalOf(() =>
        denyByDefault.plan({ namespace: 'shop' }, environment(PRODUCTION)),
      ),
    ).toMatch(/^namespace: Namespace shop is not .* There is: .*ecotrack/);
  });
});
