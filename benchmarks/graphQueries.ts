import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PrometheusClient } from '../plugins/service-mesh-backend/src/sources/telemetry/PrometheusClient';
import { PrometheusTelemetry } from '../plugins/service-mesh-backend/src/sources/telemetry/PrometheusTelemetry';

/** A server that counts questions and answers calls between services of so many namespaces. */
async function countQueries(namespaces: number): Promise<number> {
  let asked = 0;
  const result = Array.from({ length: namespaces }, (_, index) => ({
    metric: {
      reporter: 'destination',
      source_workload: 'client',
      source_workload_namespace: `ns-${index}`,
      destination_workload: 'server',
      destination_workload_namespace: `ns-${index}`,
      destination_service: `server.ns-${index}.svc.cluster.local`,
      request_protocol: 'http',
      response_code: '200',
    },
    value: [0, '1'],
  }));
  const server = createServer((_, response) => {
    asked++;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        status: 'success',
        data: { resultType: 'vector', result },
      }),
    );
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const telemetry = new PrometheusTelemetry(
    new PrometheusClient({
      url: `http://127.0.0.1:${port}`,
      headers: {},
      matchers: {},
      timeout: 10_000,
    }),
    () => ({ matchers: {} }),
  );
  await telemetry.traffic(900);
  server.closeAllConnections();
  server.close();
  return asked;
}

async function main() {
  const rows: [string, string][] = [];
  for (const namespaces of [1, 10, 100, 500]) {
    rows.push([
      `Prometheus queries of a graph, ${namespaces} namespaces`,
      String(await countQueries(namespaces)),
    ]);
  }
  process.stdout.write(JSON.stringify(rows));
}

main();
