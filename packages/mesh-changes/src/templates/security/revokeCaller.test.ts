import {
  after,
  changedAnswers,
  changedBy,
  DEV,
  environment,
  faultsOf,
  PRODUCTION,
  refusalOf,
  withoutScopes,
} from './__testUtils__/planning';
import { allowCaller } from './allowCaller';
import { revokeCaller } from './revokeCaller';

const user = { namespace: 'ecotrack', serviceAccount: 'user-service' };
const order = { namespace: 'ecotrack', serviceAccount: 'order-service' };
const payments = { namespace: 'ecotrack', service: 'payment-service' };
describe('revoke-caller', () => {
  it('takes the identity out, and the rule when it was for that alone', () => {
    const context = environment(PRODUCTION);
    const parameters = { ...payments, callers: [order] };
    const plan = revokeCaller.plan(parameters, context);
    expect(faultsOf(revokeCaller, parameters, context)).toEqual([]);
    expect(changedBy(context, plan)).toEqual([
      'AuthorizationPolicy payment-service',
    ]);
    expect(changedAnswers(context, plan)).toEqual([
      'ecotrack/order-service-v1 POST ecotrack/payment-service: allow -> deny',
    ]);
    expect(plan.notes?.join(' ')).toContain('no rule left');
  });

  it.each([
    [DEV, 'ecotrack', 'order-service', user],
    [
      'tai',
      'tai-system',
      'governor',
      { namespace: 'tai-system', serviceAccount: 'scheduler' },
    ],
    [DEV, 'ecotrack', 'order-service', { namespace: 'ecotrack' }],
  ])(
    'refuses whom something wider lets in, and allow-caller lifts it: %s %s/%s %j',
    (folder, namespace, service, caller) => {
      const context = environment(folder);
      const parameters = { namespace, service, callers: [caller] };
      const plan = revokeCaller.plan(parameters, context);
      expect(faultsOf(revokeCaller, parameters, context)).toEqual([]);
      expect(changedBy(context, plan)).toEqual([
        `AuthorizationPolicy ${service}-revoked`,
      ]);
      const revoked = after(context, plan);
      expect(changedAnswers(context, plan)).not.toEqual([]);
      const back = after(revoked, allowCaller.plan(parameters, revoked));
      expect(withoutScopes(back)).toEqual(withoutScopes(context));
    },
  );

  it('takes out a caller whose workload is gone', () => {
    const full = environment(PRODUCTION);
    const gone = full.mesh.with({
      removed: full.mesh.all
        .filter(({ metadata }) => metadata.name.startsWith('order-service'))
        .filter(({ kind }) => ['Deployment', 'ServiceAccount'].includes(kind))
        .map(({ apiVersion, kind, metadata }) => ({
          apiVersion,
          kind,
          ...metadata,
        })),
    });
    const context = { mesh: gone, declared: gone };
    const plan = revokeCaller.plan({ ...payments, callers: [order] }, context);
    expect(changedBy(context, plan)).toEqual([
      'AuthorizationPolicy payment-service',
    ]);
  });

  it('refuses a caller that nobody knows', () => {
    expect(
      refusalOf(() =>
        revokeCaller.plan(
          {
            ...payments,
            callers: [{ namespace: 'ecotrack', serviceAccount: 'billing' }],
          },
          environment(PRODUCTION),
        ),
      ),
    ).toContain('callers[0].serviceAccount: ');
  });
});
