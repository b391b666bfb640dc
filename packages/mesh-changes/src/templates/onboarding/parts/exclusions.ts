import { probedPort } from '../../../readiness/reading/ports';
import { at, record, withAt } from '../../security/common/values';
import type { Onboarding } from '../Onboarding';
import { podPort } from '../presets/ports';
import { PROBES } from './probes';
import { templatesOf, type Template } from './templates';

const REWRITE = 'sidecar.istio.io/rewriteAppHTTPProbers';
const MERGE = 'prometheus.istio.io/merge-metrics';
const EXCLUDE = 'traffic.sidecar.istio.io/excludeInboundPorts';

/** Who asks ports of the pods without a certificate of the mesh, and why the mesh does not help them. */
function plainAsked({ workload, containers }: Template): Map<number, string> {
  const { annotations } = workload;
  const asked = new Map<number, string>();
  if (annotations[MERGE] === 'false') {
    const port = Number(annotations['prometheus.io/port']);
    if (annotations['prometheus.io/scrape'] === 'true' && port > 0) {
      asked.set(
        port,
        `Prometheus reads its metrics there without a certificate, as ${MERGE} is "false"`,
      );
    }
  }
  if (annotations[REWRITE] === 'false') {
    const numbers = containers.flatMap(({ spec }) =>
      PROBES.map(probe => record(spec[probe])).map(probe =>
        probedPort(
          { workload },
          at(probe, 'httpGet', 'port') ?? at(probe, 'grpc', 'port'),
        ),
      ),
    );
    numbers
      .filter(number => number !== undefined)
      .forEach(number =>
        asked.set(
          number,
          `the kubelet asks its probes there without a certificate, as ${REWRITE} is "false"`,
        ),
      );
  }
  return asked;
}

const excludedBy = (template: Template): string[] =>
  String(at(template.object, ...template.annotations, EXCLUDE) ?? '')
    .split(',')
    .map(port => port.trim())
    .filter(Boolean);

function excludeFrom(onboarding: Onboarding, template: Template): void {
  const { mesh, service, given } = onboarding;
  const { workload, object, annotations } = template;
  const current = mesh.workload(workload.namespace, workload.name);
  if (!current || current.sidecar.state === 'ambient') {
    return;
  }
  const excluded = excludedBy(template);
  const called = [...given.ports, ...service.ports].map(podPort);
  const missing: number[] = [];
  for (const [port, why] of plainAsked(template)) {
    const isRefused =
      mesh.mtls(current, port).mode === 'STRICT' &&
      !excluded.some(each => each === '*' || each === String(port));
    if (isRefused && called.includes(port)) {
      onboarding.note(
        `Port ${port} of ${workload.name} takes mTLS alone, and ${why}: that is refused. Take the annotation off; callers use the port too, so it cannot be left out of the mesh.`,
      );
    } else if (isRefused) {
      missing.push(port);
      onboarding.note(
        `Port ${port} of ${workload.name} is left out of the mesh: ${why}, and would be refused otherwise. Nothing protects that port from others; take the annotation off to do without.`,
      );
    }
  }
  if (missing.length > 0) {
    onboarding.put(
      withAt(
        object,
        [...annotations, EXCLUDE],
        [...excluded, ...missing].join(','),
      ),
    );
  }
}

/** Ports that somebody without a certificate has to reach, left out of the proxy only where mTLS alone would break that. */
export function addExclusions(onboarding: Onboarding): void {
  templatesOf(onboarding).forEach(template =>
    excludeFrom(onboarding, template),
  );
}
