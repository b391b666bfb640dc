import type { MeshService, ServicePort, Workload } from '@ecotrack/mesh-engine';
import type {
  EncryptionTotals,
  Mtls,
  MtlsRow,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import {
  authoritiesOf,
  serviceCertificate,
} from '../certificates/certificatesOf';
import { sourcesOf, type FurtherReadings, type QuestionInput } from '../input';
import { carriesOwnTls, observedEncryption } from '../topology/edges';
import {
  isControlPlane,
  kindOf,
  nodeId,
  primaryService,
} from '../traffic/peers';
import { TrafficIndex } from '../traffic/TrafficIndex';
import { count, rate } from '../wording/figures';
import { becauseOf, whyUnknown } from '../wording/why';
import { callersOf } from './callers';

/** Services that mTLS is a question for: those of the mesh, each once. */
export function securedServices(input: QuestionInput): MeshService[] {
  const { mesh } = input;
  return mesh.services.filter(service => {
    const [first] = service.workloads;
    return (
      service.kind === 'service' &&
      !isControlPlane(mesh, service) &&
      (!first || primaryService(mesh, first) === service)
    );
  });
}

function sidecarOf(workloads: readonly Workload[]): MtlsRow['sidecar'] {
  const states = new Set(workloads.map(({ sidecar }) => sidecar.state));
  return {
    state:
      states.size === 0
        ? 'unknown'
        : states.size === 1
        ? [...states][0]
        : 'some',
    injected: workloads.reduce((sum, { sidecar }) => sum + sidecar.injected, 0),
    pods: workloads.reduce((sum, { sidecar }) => sum + sidecar.pods, 0),
    because: becauseOf(workloads.flatMap(({ sidecar }) => sidecar.because)),
  };
}

function identitiesOf(
  input: QuestionInput,
  workloads: readonly Workload[],
): MtlsRow['identities'] {
  const bySpiffe = new Map<string, Set<string>>();
  for (const { spiffe, canonicalName } of input.mesh.workloads) {
    if (spiffe) {
      bySpiffe.set(
        spiffe,
        (bySpiffe.get(spiffe) ?? new Set()).add(canonicalName),
      );
    }
  }
  const seen = new Set<string>();
  return workloads.flatMap(({ spiffe, name, canonicalName }) => {
    const key = spiffe ?? name;
    if (seen.has(key)) {
      return [];
    }
    seen.add(key);
    return [
      {
        spiffe: spiffe ?? null,
        workload: name,
        sharedWith: spiffe
          ? [...(bySpiffe.get(spiffe) ?? [])].filter(
              other => other !== canonicalName,
            )
          : [],
        reason: spiffe ? undefined : 'It has no proxy, so no identity.',
      },
    ];
  });
}

function rowOf(
  input: QuestionInput,
  index: TrafficIndex,
  service: MeshService,
  port: ServicePort,
  { certificates }: FurtherReadings,
): MtlsRow {
  const id = nodeId({ type: 'service', service });
  const calls = index.into(id).map(({ call }) => call);
  const why = whyUnknown(input.telemetry, input.window.text, input.now);
  const { mtlsShare, reason } = observedEncryption(
    calls,
    why,
    carriesOwnTls(service),
  );
  const plaintextRate = calls
    .filter(
      ({ protocol, seenByServer, security }) =>
        protocol !== 'tcp' && seenByServer && security === 'none',
    )
    .reduce((sum, call) => sum + call.rate, 0);
  const { effective, because } = input.mesh.mtlsOfService(service, port);
  return {
    namespace: service.namespace,
    service: service.name,
    port: {
      number: port.number,
      name: port.name,
      protocol: port.protocol,
      targetPort: port.targetPort ?? null,
    },
    configured: { mode: effective, because: becauseOf(because) },
    observed: {
      mtlsShare,
      plaintextShare: mtlsShare === null ? null : 1 - mtlsShare,
      plaintextRate: mtlsShare === null ? null : plaintextRate,
      reason,
      callers: callersOf(index.into(id)),
    },
    sidecar: sidecarOf(service.workloads),
    identities: identitiesOf(input, service.workloads),
    certificate: serviceCertificate(service, certificates),
  };
}

/** Rows of one service, one a port. */
export function mtlsRows(
  input: QuestionInput,
  index: TrafficIndex,
  service: MeshService,
  readings: FurtherReadings,
): MtlsRow[] {
  return service.ports.map(port =>
    rowOf(input, index, service, port, readings),
  );
}

type Mode = MtlsRow['configured']['mode'];
const WEAKEST_FIRST: Mode[] = ['plaintext', 'permissive', 'unknown', 'strict'];

/** The weakest of the ports that belong to the mesh; an edge's door for clients outside it does not count. */
export function weakestMode(input: QuestionInput, service: MeshService): Mode {
  const modes = service.ports.map(
    port => input.mesh.mtlsOfService(service, port).effective,
  );
  return WEAKEST_FIRST.find(mode => modes.includes(mode)) ?? 'unknown';
}

/** Whether clients outside the mesh are meant to call a service. */
const isEntry = (input: QuestionInput, service: MeshService) =>
  ['gateway', 'edge'].includes(kindOf(input.mesh, service));

/** Totals over the services behind the entries. */
export function encryptionTotals(
  input: QuestionInput,
  index: TrafficIndex,
): EncryptionTotals {
  const services = securedServices(input).filter(
    service => !isEntry(input, service),
  );
  const totals = { strict: 0, permissive: 0, plaintext: 0, unknown: 0 };
  services.forEach(service => {
    totals[weakestMode(input, service)] += 1;
  });
  const calls = services.flatMap(service =>
    index
      .into(nodeId({ type: 'service', service }))
      .map(({ call }) => call)
      .filter(
        ({ protocol, seenByServer, security }) =>
          protocol !== 'tcp' && seenByServer && security !== 'unknown',
      ),
  );
  const sum = (security?: string) =>
    calls
      .filter(call => security === undefined || call.security === security)
      .reduce((total, call) => total + call.rate, 0);
  const all = sum();
  return {
    mtlsShare: all > 0 ? sum('mutual_tls') / all : null,
    plaintextRate: all > 0 ? sum('none') : null,
    services: totals,
  };
}

function answer(
  input: QuestionInput,
  rows: readonly MtlsRow[],
  totals: EncryptionTotals,
): string {
  const { strict, permissive, plaintext, unknown } = totals.services;
  const all = strict + permissive + plaintext + unknown;
  const accepting = permissive + plaintext;
  const first =
    accepting === 0
      ? `${
          unknown > 0
            ? `${strict} of ${count(all, 'service')} refuse`
            : `All ${count(all, 'service')} refuse`
        } plaintext in ${input.environment}`
      : `${accepting} of ${count(all, 'service')} accept plaintext in ${
          input.environment
        }`;
  const called = new Map<string, MtlsRow>();
  for (const row of rows) {
    if ((row.observed.plaintextRate ?? 0) > 0) {
      called.set(`${row.namespace}/${row.service}`, row);
    }
  }
  const inMesh = [...called.values()].filter(({ namespace, service }) => {
    const found = input.mesh.service(namespace, service);
    return found && !isEntry(input, found);
  });
  if (!input.traffic) {
    return `${first}; what is called in plaintext is unknown: ${whyUnknown(
      input.telemetry,
      input.window.text,
      input.now,
    )}.`;
  }
  if (inMesh.length === 0) {
    return `${first}; none is called in plaintext now.`;
  }
  const [worst] = inMesh.sort(
    (a, b) => (b.observed.plaintextRate ?? 0) - (a.observed.plaintextRate ?? 0),
  );
  const caller = worst.observed.callers.find(
    ({ encryption }) => encryption === 'plaintext',
  );
  return `${first}; ${inMesh.length} ${
    inMesh.length === 1 ? 'is' : 'are'
  } called in plaintext now (${worst.service}, ${rate(
    worst.observed.plaintextRate ?? 0,
  )}${caller ? ` from ${caller.name}` : ''}).`;
}

/** What is configured and what is observed of mTLS, for each service and port. */
export function answerMtls(
  input: QuestionInput,
  readings: FurtherReadings,
): Mtls {
  const index = new TrafficIndex(input);
  const services = securedServices(input);
  const rows = services.flatMap(service =>
    mtlsRows(input, index, service, readings),
  );
  const totals = encryptionTotals(input, index);
  const namespaces = new Map<string, Mtls['namespaces'][number]>();
  for (const service of services) {
    const { namespace } = service;
    const line = namespaces.get(namespace) ?? {
      namespace,
      strict: 0,
      permissive: 0,
      plaintext: 0,
      unknown: 0,
    };
    line[weakestMode(input, service)] += 1;
    namespaces.set(namespace, line);
  }
  return {
    environment: input.environment,
    window: input.window.text,
    answer: answer(input, rows, totals),
    totals,
    namespaces: [...namespaces.values()],
    items: rows,
    authorities: authoritiesOf(input.mesh, readings.certificates),
    sources: sourcesOf(input),
  };
}
