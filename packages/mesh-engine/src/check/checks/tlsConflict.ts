import type { Mesh } from '../../mesh/Mesh';
import { perMesh } from '../../mesh/perMesh';
import type { MeshService, ServicePort, Workload } from '../../mesh/types';
import { asList, asNumber, asRecord, asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { Because } from '../../resources/types';
import { rulesFor, type Rule } from '../reading/destinationRules';
import { coverOf, modeOf, policyOf } from '../reading/wideRules';
import type { Check, Violation } from '../types';

/** The TLS mode that a rule gives callers of a port, and where it says so. */
function modeFor(
  { policy }: Rule,
  port: number,
): { mode: string; field: string } | undefined {
  const list = asList(policy.portLevelSettings);
  const index = list.findIndex(
    entry => asNumber(at(entry, 'port', 'number')) === port,
  );
  // Settings of a port replace those of the destination whole.
  const [tls, field] =
    index >= 0
      ? [
          asRecord(list[index]).tls,
          `spec.trafficPolicy.portLevelSettings[${index}].tls.mode`,
        ]
      : [policy.tls, 'spec.trafficPolicy.tls.mode'];
  return tls === undefined
    ? undefined
    : { mode: asText(asRecord(tls).mode) ?? 'DISABLE', field };
}

/** Modes that some PeerAuthentication sets, for workloads or for ports. */
const modesInUse = perMesh(
  mesh =>
    new Set(
      mesh
        .objects('PeerAuthentication', 'security.istio.io')
        .flatMap(({ spec }) => [
          at(spec, 'mtls', 'mode'),
          ...Object.values(asRecord(at(spec, 'portLevelMtls'))).map(
            port => asRecord(port).mode,
          ),
        ]),
    ),
);

/** Why a call with this mode to a workload fails; undefined when it does not, or nobody knows. */
function failure(
  mesh: Mesh,
  mode: string,
  workload: Workload,
  { targetPort, protocol }: ServicePort,
): { what: string; because: Because[] } | undefined {
  const { state } = workload.sidecar;
  if (state === 'none') {
    return mode === 'ISTIO_MUTUAL'
      ? {
          what: `${workload.name} has no proxy that could speak mTLS`,
          because: [{ object: workload.ref, says: 'It has no proxy.' }],
        }
      : undefined;
  }
  if (state === 'unknown' || state === 'some') {
    return undefined;
  }
  const isPlain = mode === 'DISABLE' || mode === 'SIMPLE';
  if (!modesInUse(mesh).has(isPlain ? 'STRICT' : 'DISABLE')) {
    return undefined;
  }
  const server = mesh.mtls(workload, targetPort);
  if (server.mode === 'STRICT' && isPlain) {
    return {
      what: `${workload.name} requires mTLS`,
      because: server.because,
    };
  }
  return server.mode === 'DISABLE' &&
    mode === 'ISTIO_MUTUAL' &&
    protocol !== 'tcp'
    ? {
        what: `the proxy of ${workload.name} takes plaintext only`,
        because: server.because,
      }
    : undefined;
}

/** Rules that callers of a service may use: of each namespace the one with the most exact host. */
function effectiveRules(mesh: Mesh, service: MeshService): Rule[] {
  const seen = new Set<string>();
  return rulesFor(mesh, service.host).filter(rule => {
    const isFirst = !seen.has(rule.namespace);
    seen.add(rule.namespace);
    return isFirst;
  });
}

/** Whether the rule contradicts the policy of a whole namespace or of the mesh, which another check says. */
function isSaidElsewhere(mesh: Mesh, rule: Rule): boolean {
  const cover = coverOf(mesh, rule);
  return (
    cover !== undefined &&
    modeOf(rule) === 'DISABLE' &&
    policyOf(mesh, cover.namespace).mode === 'STRICT'
  );
}

interface Conflict {
  rule: Rule;
  field: string;
  mode: string;
  calls: { words: string; what: string; because: Because[] }[];
}

const LISTED = 5;

function violation({ rule, field, mode, calls }: Conflict): Violation {
  const words = [...new Set(calls.map(call => call.words))];
  const more = words.length - LISTED;
  const [{ what, because }] = calls;
  return {
    object: refOf(rule.object),
    field,
    message: `${describeRef(
      refOf(rule.object),
    )} makes callers use TLS mode ${mode} for ${words
      .slice(0, LISTED)
      .join(', ')}${more > 0 ? ` and ${more} more` : ''}, but ${what}: ${
      calls.length > 1 ? 'the calls fail' : 'calls fail'
    }.`,
    fix:
      mode === 'ISTIO_MUTUAL'
        ? 'Remove the tls settings, so that Istio chooses for each workload, or give the workload a proxy that takes mTLS.'
        : 'Remove the tls settings, so that Istio chooses, or use ISTIO_MUTUAL.',
    because,
  };
}

export const tlsConflict: Check = {
  code: 'MESH2111',
  severity: 'error',
  title: 'Callers and servers that disagree about mTLS',
  find: mesh => {
    const conflicts = new Map<Rule, Map<string, Conflict>>();
    for (const service of mesh.services) {
      for (const rule of effectiveRules(mesh, service)) {
        for (const port of service.ports) {
          const wanted = modeFor(rule, port.number);
          const failed = wanted
            ? service.workloads.flatMap(
                workload => failure(mesh, wanted.mode, workload, port) ?? [],
              )
            : [];
          if (wanted && failed.length > 0 && !isSaidElsewhere(mesh, rule)) {
            const fields = conflicts.get(rule) ?? new Map<string, Conflict>();
            const conflict = fields.get(wanted.field) ?? {
              rule,
              ...wanted,
              calls: [],
            };
            const words = `${service.host} port ${port.number}`;
            conflict.calls.push(...failed.map(each => ({ words, ...each })));
            conflicts.set(rule, fields.set(wanted.field, conflict));
          }
        }
      }
    }
    return [...conflicts.values()].flatMap(fields =>
      [...fields.values()].map(violation),
    );
  },
};
