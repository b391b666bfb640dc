import { containersOf } from '../reading/podTemplate';
import { probedPort } from '../reading/ports';
import { probesOf, type Probe } from '../reading/probes';
import { PROXY_PORTS } from '../reading/proxyPorts';
import type { Found, Question } from '../reading/Question';
import type { Subject } from '../reading/Subject';

const REWRITE = 'sidecar.istio.io/rewriteAppHTTPProbers';

function unrewritten(subject: Subject, probes: readonly Probe[]): Found[] {
  const { template, mesh, workload } = subject;
  const broken = probes.filter(
    ({ kind }) => kind === 'httpGet' || kind === 'grpc',
  );
  const blind = probes.filter(({ kind }) => kind === 'tcpSocket');
  const isOff = template.annotations[REWRITE] === 'false';
  if (!isOff || (broken.length === 0 && blind.length === 0)) {
    return [];
  }
  const isStrict = mesh.mtls(workload).mode === 'STRICT';
  return [
    {
      state: broken.length > 0 && isStrict ? 'blocked' : 'warning',
      place: 'rewrite',
      says:
        broken.length > 0
          ? `Its pods say ${REWRITE}: "false", so the kubelet asks the application through the proxy, without a certificate: with mTLS in mode STRICT, which ${
              isStrict ? 'counts here' : 'does not count here yet'
            }, ${broken
              .map(({ name, container }) => `${name} of ${container.name}`)
              .join(' and ')} fails. Take the annotation off.`
          : `Its pods say ${REWRITE}: "false", and the proxy accepts every connection: a probe by TCP succeeds even where the application is dead. Take the annotation off.`,
      because: [template.object],
      field: `${template.metadata}.annotations["${REWRITE}"]`,
      ...(template.object.name === workload.name && {
        mend: {
          label: 'Rewrite the probes…',
          template: 'probe-rewrite',
          parameters: {
            namespace: workload.namespace,
            workload: workload.name,
          },
        },
      }),
    },
  ];
}

function atProxy(subject: Subject, probes: readonly Probe[]): Found[] {
  const { template, plane } = subject;
  return probes.flatMap(({ container, name, kind, port }): Found[] => {
    const number = probedPort(subject, port);
    return number !== undefined && PROXY_PORTS[plane].includes(number)
      ? [
          {
            state: 'warning',
            place: `${container.name}/${name}`,
            says: `The ${name} of container ${container.name} asks port ${number}, which is the proxy's: it tells of the proxy, not of the application. Let it ask the application.`,
            because: [template.object],
            field: `${container.path}.${name}.${kind}.port`,
          },
        ]
      : [];
  });
}

export const probes: Question = {
  id: 'probes',
  title: 'Probes',
  ready:
    'Its probes work beside a proxy: those by HTTP, gRPC and TCP are rewritten to go around it.',
  look: subject => {
    const { template, workload, plane, services } = subject;
    if (workload.kind === 'Job' || workload.kind === 'CronJob') {
      return undefined;
    }
    const all = probesOf(subject);
    const isReadinessTold = all.some(({ name }) => name === 'readinessProbe');
    const missing: Found[] =
      isReadinessTold ||
      services.length === 0 ||
      containersOf(template).length === 0
        ? []
        : [
            {
              state: 'warning',
              place: 'readiness',
              says: `No container has a readiness probe, so requests come as soon as the containers run: with a proxy in front callers get 503 where before their connection was retried. Add one.`,
              because: [template.object],
              field: `${template.path}.containers[0].readinessProbe`,
            },
          ];
    return [
      ...(plane === 'sidecar' ? unrewritten(subject, all) : []),
      ...atProxy(subject, all),
      ...missing,
    ];
  },
};
