import {
  changedAnswers,
  changedBy,
  DEV,
  environment,
  faultsOf,
  PRODUCTION,
  refusalOf,
  STAGING,
} from './__testUtils__/planning';
import { databaseAccess } from './databaseAccess';

const user = { namespace: 'ecotrack', serviceAccount: 'user-service' };
describe('database-access', () => {
  const redis = { namespace: 'data', service: 'redis', port: 6379 };

  it.each([PRODUCTION, STAGING, DEV])('adds an account in %s', folder => {
    const context = environment(folder);
    const parameters = { ...redis, callers: [user] };
    const plan = databaseAccess.plan(parameters, context);
    expect(faultsOf(databaseAccess, parameters, context)).toEqual([]);
    expect(plan.title).toBe(
      'Let user-service of ecotrack connect to redis at port 6379',
    );
    expect(changedBy(context, plan)).toEqual([
      'AuthorizationPolicy redis',
      'Sidecar user-service',
    ]);
    const changed = changedAnswers(context, plan);
    expect(changed.length).toBeGreaterThan(0);
    expect(
      changed.filter(
        each =>
          !/^ecotrack\/user-service\S* (GET|POST) data\/redis: \w+ -> allow$/.test(
            each,
          ),
      ),
    ).toEqual([]);
  });

  it('makes the first list of a data store', () => {
    const context = environment('maily');
    const parameters = {
      namespace: 'maily-production',
      service: 'database',
      port: context.mesh.service('maily-production', 'database')!.ports[0]
        .number,
      callers: [
        { namespace: 'maily-production', serviceAccount: 'api-service' },
      ],
      keep: [
        { namespace: 'maily-production', serviceAccount: 'email-service' },
      ],
    };
    expect(faultsOf(databaseAccess, parameters, context)).toEqual([]);
    expect(
      changedBy(context, databaseAccess.plan(parameters, context)),
    ).toEqual(['AuthorizationPolicy database-callers']);
  });

  it('changes nothing with what is there now', () => {
    const context = environment(PRODUCTION);
    const { port = 0, callers = [] } =
      databaseAccess.current?.(
        { namespace: 'data', service: 'redis' },
        context,
      ) ?? {};
    expect([port, callers.length]).toEqual([6379, 2]);
    expect(
      changedBy(
        context,
        databaseAccess.plan({ ...redis, port, callers }, context),
      ),
    ).toEqual([]);
  });

  it.each([
    [{ port: 1 }, 'port: Service redis has no port 1. There is: 6379.'],
    [
      { callers: [{ namespace: 'data', serviceAccount: 'x' }] },
      'callers[0].serviceAccount: ',
    ],
  ])('refuses %j', (wrong, message) => {
    expect(
      refusalOf(() =>
        databaseAccess.plan(
          { ...redis, callers: [user], ...wrong },
          environment(PRODUCTION),
        ),
      ),
    ).toContain(message);
  });
});
