import type { KubeObject } from '@ecotrack/mesh-engine';
import { trim } from '../../sources/kubernetes/trim';
import { isLive } from './isLive';

const of = (apiVersion: string, kind: string, spec: object): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name: 'cart', namespace: 'shop' },
  spec,
});
const routes = (spec: object) =>
  of('networking.istio.io/v1', 'VirtualService', spec);

describe('isLive', () => {
  it('is not an object that is not there, or that has another value', () => {
    const merged = routes({ hosts: ['cart'] });
    expect(isLive(undefined, merged)).toBe(false);
    expect(isLive(routes({ hosts: ['other'] }), merged)).toBe(false);
    expect(isLive(routes({ hosts: ['cart'] }), merged)).toBe(true);
  });

  it('is not an object of Istio to which somebody added something', () => {
    const merged = routes({ http: [{ route: [] }] });
    const live = routes({ http: [{ route: [], timeout: '1s' }] });
    expect(isLive(live, merged)).toBe(false);
  });

  it('is an object that the API server completed', () => {
    const merged = of('v1', 'Service', { ports: [{ port: 80 }] });
    const live = {
      ...of('v1', 'Service', {
        clusterIP: '10.0.0.1',
        ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
      }),
      metadata: { name: 'cart', namespace: 'shop', uid: 'u' },
      status: {},
    };
    expect(isLive(live, merged)).toBe(true);
  });

  it('does not ask for what the portal does not read', () => {
    const merged = of('apps/v1', 'Deployment', {
      template: {
        spec: { containers: [{ name: 'app', env: [{ name: 'A' }] }] },
      },
    });
    expect(isLive(trim(merged), merged)).toBe(true);
  });
});
