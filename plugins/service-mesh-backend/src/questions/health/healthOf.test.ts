import { inputOf, WITHOUT_TELEMETRY } from '../__testUtils__/input';
import {
  application,
  deployment,
  meshOf,
  service,
} from '../__testUtils__/manifests';
import { healthOf } from './healthOf';

const RUNNING = application('web');
const HALF = service('web') + deployment('web', { replicas: 2, ready: 1 });
const DOWN = service('web') + deployment('web', { replicas: 2, ready: 0 });
const SCALED_DOWN = service('web') + deployment('web', { replicas: 0 });

const totals = (requestRate: number, failedRate = 0, byteRate = 0) => ({
  requestRate,
  failedRate,
  byteRate,
});

describe('health of a service', () => {
  it.each([
    [RUNNING, totals(10), 'ok', '0 % of 10 req/s fail'],
    [RUNNING, totals(10, 0.099), 'ok', '0.99 % of 10 req/s fail'],
    [RUNNING, totals(10, 0.1), 'degraded', '1 % of 10 req/s fail'],
    [RUNNING, totals(10, 0.5), 'failing', '5 % of 10 req/s fail'],
    [
      RUNNING,
      totals(1 / 900, 1 / 900),
      'ok',
      '1 request in 15 min, too few to judge errors',
    ],
    [
      RUNNING,
      totals(19 / 900, 19 / 900),
      'ok',
      '19 requests in 15 min, too few to judge errors',
    ],
    [
      RUNNING,
      totals(20 / 900, 20 / 900),
      'failing',
      '100 % of 0.022 req/s fail',
    ],
    [RUNNING, totals(0, 0, 2048), 'ok', '2k B/s over TCP'],
    [RUNNING, totals(0), 'idle', 'No traffic in 15 min'],
    [SCALED_DOWN, totals(0), 'idle', 'No traffic in 15 min'],
    [HALF, totals(0), 'degraded', '1 of 2 pods are ready'],
    [HALF, totals(10, 1), 'failing', '10 % of 10 req/s fail'],
    [DOWN, totals(10), 'failing', 'None of 2 pods is ready'],
  ])('%#', (manifests, sums, health, detail) => {
    const mesh = meshOf(manifests);
    const judged = healthOf(inputOf(mesh), mesh.services[0], sums);
    expect(judged).toMatchObject({ health, detail });
    expect(judged.because.at(-1)?.query).toContain('web.shop');
    expect(judged.because[0].object).toMatchObject({ kind: 'Deployment' });
  });

  it('is unknown without telemetry, unless the pods tell', () => {
    const judge = (manifests: string) => {
      const mesh = meshOf(manifests);
      return healthOf(
        inputOf(mesh, [], WITHOUT_TELEMETRY),
        mesh.services[0],
        undefined,
      );
    };
    expect(judge(RUNNING)).toMatchObject({
      health: 'unknown',
      detail: 'Traffic is unknown: Prometheus away since 10:30 UTC',
    });
    expect(judge(DOWN).health).toBe('failing');
  });
});
