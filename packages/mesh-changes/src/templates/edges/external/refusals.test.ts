import {
  environment,
  problemsOf,
  PRODUCTION,
  refusalOf,
  withObjects,
} from '../../security/__testUtils__/planning';
import { externalService } from './externalService';
import type { ExternalParameters } from './types';

const HOST = 'api.ship.example.com';
const order = { namespace: 'ecotrack', serviceAccount: 'order-service' };
const ship: ExternalParameters = {
  namespace: 'ecotrack',
  hosts: [HOST],
  name: 'ship-api',
  ports: [{ number: 80, protocol: 'HTTP', targetPort: 443 }],
  tls: 'originate',
};
const passthrough: ExternalParameters = {
  ...ship,
  ports: [{ number: 443, protocol: 'TLS' }],
  tls: 'passthrough',
};
const groq: ExternalParameters = {
  namespace: 'acgs-system',
  hosts: ['api.groq.com'],
  ports: [{ number: 80, protocol: 'HTTP', targetPort: 443 }],
  tls: 'originate',
};

describe('external-service', () => {
  it.each<[Partial<ExternalParameters>, string]>([
    [{ namespace: 'shop' }, 'namespace: '],
    [
      { hosts: ['order-service.shop.svc.cluster.local'] },
      'hosts[0]: order-service.shop.svc.cluster.local is a service of a cluster',
    ],
    [
      { hosts: ['order-service.ecotrack'] },
      'hosts[0]: order-service.ecotrack is service order-service',
    ],
    [{ ports: [{ number: 443, protocol: 'HTTPS' }] }, 'ports[0].protocol: '],
    [{ tls: 'passthrough' }, 'ports[0].protocol: '],
    [
      { ports: [...ship.ports, ...ship.ports] },
      'ports[1].number: Port 80 is listed twice',
    ],
    [
      { hosts: ['*.ship.example.com'] },
      'resolution: *.ship.example.com stands for many hosts',
    ],
    [{ resolution: 'NONE' }, 'resolution: '],
    [{ resolution: 'STATIC' }, 'addresses: STATIC needs'],
    [{ addresses: ['10.0.0.1'] }, 'addresses: Addresses go with'],
    [
      {
        egressGateway: true,
        callers: [{ namespace: 'ecotrack', serviceAccount: 'x' }],
      },
      'callers[0].serviceAccount: ',
    ],
    [
      { ...passthrough, egressGateway: true, callers: [order] },
      'callers: Where the application encrypts',
    ],
    [
      {
        ...passthrough,
        hosts: ['*.example.com'],
        resolution: 'NONE',
        egressGateway: true,
      },
      'hosts: The egress gateway needs',
    ],
    [
      {
        egressGateway: true,
        ports: [...ship.ports, { number: 81, protocol: 'HTTP' }],
      },
      'ports: Through the egress gateway',
    ],
    [
      {
        egressGateway: true,
        tls: 'none',
        ports: [{ number: 5432, protocol: 'TCP' }],
      },
      'ports[0].protocol: The egress gateway tells hosts apart',
    ],
    [
      { namespace: 'istio-system', hosts: ['api.payments.example.com'] },
      'egressGateway: api.payments.example.com goes through the egress gateway by VirtualService payment-api',
    ],
  ])('refuses %j', (wrong, message) => {
    expect(
      refusalOf(() =>
        externalService.plan({ ...ship, ...wrong }, environment(PRODUCTION)),
      ),
    ).toContain(message);
  });

  it('refuses an egress gateway that is not there, and a route past it', () => {
    expect(
      refusalOf(() =>
        externalService.plan(
          { ...groq, egressGateway: true },
          environment('acgs2'),
        ),
      ),
    ).toContain('egressGateway: This mesh has no egress gateway');
    const routed = withObjects(environment(PRODUCTION), {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'ship', namespace: 'ecotrack' },
      spec: {
        hosts: [HOST],
        http: [{ route: [{ destination: { host: HOST } }] }],
      },
    });
    expect(
      refusalOf(() =>
        externalService.plan({ ...ship, egressGateway: true }, routed),
      ),
    ).toContain('egressGateway: VirtualService ship in ecotrack routes');
  });

  it.each([
    [{ hosts: ['a_b'] }, 'hosts[0]'],
    [{ hosts: ['localhost'] }, 'hosts[0]'],
    [{ hosts: ['a.example.com\nspec:'] }, 'hosts[0]'],
    [{ name: 'A' }, 'name'],
    [{ addresses: ['300.1.1.1'] }, 'addresses[0]'],
    [{ ports: [] }, 'ports'],
  ])('its schema refuses %j', (wrong, problem) => {
    expect(problemsOf(externalService, { ...ship, ...wrong })).toEqual([
      problem,
    ]);
  });
});
