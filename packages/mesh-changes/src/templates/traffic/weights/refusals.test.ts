import { exampleContext } from '../../../__testUtils__/exampleContext';
import { deployment, having, refusal } from '../__testUtils__/planned';

const PRODUCTION = exampleContext('ecotrack/overlays/production');
const STAGING = exampleContext('ecotrack/overlays/staging');
const DEV = exampleContext('ecotrack/overlays/dev');
const TAI = exampleContext('tai');
const MAILY = exampleContext('maily');

const PAYMENT = { namespace: 'ecotrack', service: 'payment-service' };
const ORDERS = { namespace: 'ecotrack', service: 'order-service' };
const COORDINATOR = { namespace: 'tai-system', service: 'coordinator' };
const EMAIL = { namespace: 'maily-production', service: 'email-service' };

const WITH_ORDERS_V2 = having(
  PRODUCTION,
  deployment('ecotrack', 'order-service', 'v2'),
);

describe('weights of versions', () => {
  it.each([
    {
      name: 'weights that do not sum to 100',
      id: 'traffic-weights',
      context: PRODUCTION,
      parameters: { ...PAYMENT, weights: [{ version: 'v1', weight: 90 }] },
      field: 'weights',
      message: 'The weights sum to 90. They must sum to 100.',
    },
    {
      name: 'a version twice',
      id: 'traffic-weights',
      context: TAI,
      parameters: {
        ...COORDINATOR,
        weights: [
          { version: 'v2', weight: 50 },
          { version: 'canary', weight: 50 },
        ],
      },
      field: 'weights[1].version',
      message: 'canary is in the list already. Name each version once.',
    },
    {
      name: 'a version that no pod carries',
      id: 'traffic-weights',
      context: PRODUCTION,
      parameters: {
        ...PAYMENT,
        weights: [
          { version: 'v1', weight: 50 },
          { version: 'v9', weight: 50 },
        ],
      },
      field: 'weights[1].version',
      message:
        'No pod of payment-service carries version v9. There are: v1, v2.',
    },
    {
      name: 'a canary that runs already',
      id: 'canary-start',
      context: PRODUCTION,
      parameters: { ...PAYMENT, version: 'v2', weight: 20 },
      field: 'version',
      message:
        'v2 takes 10 % of the requests already. Use canary-step to change it.',
    },
    {
      name: 'a canary that does not run',
      id: 'canary-step',
      context: WITH_ORDERS_V2,
      parameters: { ...ORDERS, version: 'v2', weight: 20 },
      field: 'version',
      message: 'v2 takes no requests yet. Use canary-start first.',
    },
    {
      name: 'to abort a version that is none',
      id: 'canary-abort',
      context: PRODUCTION,
      parameters: { ...PAYMENT, version: 'v9' },
      field: 'version',
      message: 'payment-service has no version v9. It has: v1, v2.',
    },
    {
      name: 'a version without pods',
      id: 'blue-green-switch',
      context: having(
        PRODUCTION,
        deployment('ecotrack', 'order-service', 'v2', 0),
      ),
      parameters: { ...ORDERS, version: 'v2' },
      field: 'version',
      message:
        'Deployment order-service-v2 of version v2 asks for no pods, so nothing would answer. Give it replicas first.',
    },
    {
      name: 'a service of Flagger',
      id: 'traffic-weights',
      context: DEV,
      parameters: {
        namespace: 'ecotrack',
        service: 'user-service',
        weights: [{ version: 'v1', weight: 100 }],
      },
      field: 'service',
      message:
        'Flagger runs user-service: it writes its routes and traffic policy from Canary user-service in ecotrack and takes back what others change. Change the Canary instead.',
    },
    {
      name: 'weights of Argo Rollouts',
      id: 'traffic-weights',
      context: STAGING,
      parameters: {
        namespace: 'ecotrack',
        service: 'notification-service',
        weights: [{ version: 'v2', weight: 100 }],
      },
      field: 'service',
      message:
        'Rollout notification-service in ecotrack sets the weights of VirtualService notification-service in ecotrack. Change the Rollout instead.',
    },
    {
      name: 'a service that does not exist',
      id: 'canary-abort',
      context: MAILY,
      parameters: { ...EMAIL, service: 'mail', version: 'v1' },
      field: 'service',
      message:
        'Namespace maily-production has no service mail. It has: ai-service, database, email-service, maily-backend.',
    },
    {
      name: 'a namespace without services',
      id: 'canary-abort',
      context: MAILY,
      parameters: { ...EMAIL, namespace: 'nowhere', version: 'v1' },
      field: 'namespace',
      message: 'Namespace nowhere has no services.',
    },
    {
      name: 'a database',
      id: 'canary-abort',
      context: PRODUCTION,
      parameters: { namespace: 'data', service: 'redis', version: 'v1' },
      field: 'service',
      message:
        'redis has no port that talks HTTP: 6379 is tcp. Proxies route connections there, not requests.',
    },
    {
      name: 'a rule that does not exist',
      id: 'canary-abort',
      context: PRODUCTION,
      parameters: { ...PAYMENT, version: 'v2', route: 'main' },
      field: 'route',
      message:
        'VirtualService payment-service in ecotrack has no rule main that sends requests on. Name one: 0 (header x-canary true), 1 (all requests).',
    },
  ])('refuses $name', ({ id, parameters, context, field, message }) => {
    expect(refusal(id, parameters, context)).toEqual({ field, message });
  });
});
