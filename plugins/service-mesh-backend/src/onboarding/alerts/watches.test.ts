import fc from 'fast-check';
import { application, meshOf } from '../../questions/__testUtils__/manifests';
import { carriesRequests, seriesOf, watches } from './watches';

const mesh = meshOf(
  application('web'),
  application('store', '{ name: tcp, port: 5432 }'),
);

function isWatched(query: string, name = 'web', scope = {}) {
  const service = mesh.service('shop', name)!;
  return watches(
    query,
    seriesOf(service, service.workloads, scope),
    carriesRequests(service),
  );
}

describe('rules that watch a service', () => {
  it.each([
    ['istio_requests_total > 0', true],
    [
      'sum by (x) (rate(istio_requests_total{response_code=~"5.."}[5m])) > 1',
      true,
    ],
    ['istio_requests_total{destination_service_name="web"}', true],
    ['istio_requests_total{destination_service_name="cart"}', false],
    [
      'istio_requests_total{destination_service=~"(web|cart)\\\\.shop\\\\..*"}',
      true,
    ],
    ['istio_requests_total{destination_service_name!="web"}', false],
    ['istio_requests_total{destination_service_namespace!~"sh.p"}', false],
    ['istio_agent_cert_expiry_seconds{pod=~"web-.*"} < 3600', true],
    ['istio_agent_cert_expiry_seconds{pod=~"cart-.*"} < 3600', false],
    ['job:errors:ratio{destination_workload="web"} > 0.1', true],
    ['job:errors:ratio > 0.1', false],
    ['kube_pod_status_ready{namespace="shop"} == 0', false],
    ['istio_requests_total{destination_service_name=~"["}', false],
    ['this is (no PromQL', false],
  ])('%s: %s', (query, expected) => {
    expect(isWatched(query)).toBe(expected);
  });

  it('of requests do not watch what carries none', () => {
    expect(isWatched('istio_requests_total > 0', 'store')).toBe(false);
    expect(isWatched('istio_tcp_sent_bytes_total > 0', 'store')).toBe(true);
  });

  it('of another environment of the same Prometheus do not watch it', () => {
    const query = 'istio_requests_total{cluster="dev"}';
    expect(isWatched(query, 'web', { cluster: 'dev' })).toBe(true);
    expect(isWatched(query, 'web', { cluster: 'production' })).toBe(false);
  });

  it('are looked for in any text', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(typeof isWatched(text)).toBe('boolean');
      }),
    );
  });
});
