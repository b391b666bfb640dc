import type { EndpointConnection } from '../../connection/types';
import type { Mesh } from '../../mesh/Mesh';
import { perMesh } from '../../mesh/perMesh';
import { asRecord, at } from '../../resources/fields';
import { describeRef, refKey, refOf } from '../../resources/ref';
import { callersOf, tlsClaims, type TlsClaim } from '../reading/tlsClaims';
import { coverOf, policyOf } from '../reading/wideRules';
import type { Check, Violation } from '../types';

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

/** Whether a claim may fail at all: most never do, and need no closer look. */
function mayFail(mesh: Mesh, { mode, service }: TlsClaim): boolean {
  return mode === 'ISTIO_MUTUAL'
    ? modesInUse(mesh).has('DISABLE') ||
        service.workloads.some(({ sidecar }) =>
          ['none', 'some'].includes(sidecar.state),
        )
    : modesInUse(mesh).has('STRICT');
}

/** Whether the rule contradicts the policy of a whole namespace or of the mesh, which another check says. */
function isSaidElsewhere(mesh: Mesh, { rule, mode }: TlsClaim): boolean {
  const cover = coverOf(mesh, rule);
  if (!cover) {
    return false;
  }
  const { mode: server, selected } = policyOf(mesh, cover.namespace);
  const level = cover.namespace ? selected.namespace : selected.mesh;
  return mode === 'DISABLE'
    ? server === 'STRICT'
    : ['ISTIO_MUTUAL', 'MUTUAL'].includes(mode) &&
        at(level, 'spec', 'mtls', 'mode') === 'DISABLE';
}

/** The endpoints at which the calls of somebody who uses the rule fail. */
function failures(mesh: Mesh, claim: TlsClaim): EndpointConnection[] {
  const { rule, service, port, subset } = claim;
  const key = refKey(refOf(rule.object));
  for (const caller of callersOf(mesh, rule)) {
    const { endpoints, destinationRules } = mesh.connection(
      caller,
      service,
      port.number,
      { subset },
    );
    const failed = endpoints.filter(
      ({ outcome }) => outcome === 'refused' || outcome === 'broken',
    );
    if (
      failed.length > 0 &&
      destinationRules.some(ref => refKey(ref) === key)
    ) {
      return failed;
    }
  }
  return [];
}

function reason({ endpoint, sends, mode }: EndpointConnection): string {
  const name = endpoint ? describeRef(endpoint) : 'the server';
  if (sends !== 'mTLS') {
    return `${name} requires mTLS of the mesh`;
  }
  return mode === 'DISABLE'
    ? `the proxy of ${name} takes plaintext only`
    : `${name} has no proxy that takes mTLS`;
}

interface Conflict {
  claim: TlsClaim;
  targets: Set<string>;
  failed: EndpointConnection;
}

const LISTED = 5;

function violation({ claim, targets, failed }: Conflict): Violation {
  const { rule, mode, subset, field } = claim;
  const more = targets.size - LISTED;
  return {
    object: refOf(rule.object),
    field,
    message: `${describeRef(
      refOf(rule.object),
    )} makes callers use TLS mode ${mode} for ${[...targets]
      .slice(0, LISTED)
      .join(', ')}${more > 0 ? ` and ${more} more` : ''}${
      subset ? `, subset ${subset}` : ''
    }, but ${reason(failed)}: the calls fail.`,
    fix:
      mode === 'ISTIO_MUTUAL'
        ? 'Remove the tls settings, so that Istio chooses for each workload, or give the workload a proxy that takes mTLS.'
        : 'Remove the tls settings, so that Istio chooses, or use ISTIO_MUTUAL.',
    because: failed.because,
  };
}

export const tlsConflict: Check = {
  code: 'MESH2111',
  severity: 'error',
  title: 'Callers and servers that disagree about mTLS',
  find: mesh => {
    const conflicts = new Map<string, Conflict>();
    for (const claim of tlsClaims(mesh)) {
      if (mayFail(mesh, claim) && !isSaidElsewhere(mesh, claim)) {
        const [failed] = failures(mesh, claim);
        if (failed) {
          const key = `${refKey(refOf(claim.rule.object))} ${claim.field}`;
          const targets = conflicts.get(key)?.targets ?? new Set<string>();
          targets.add(`${claim.service.host} port ${claim.port.number}`);
          conflicts.set(key, {
            claim,
            failed,
            ...conflicts.get(key),
            targets,
          });
        }
      }
    }
    return [...conflicts.values()].map(violation);
  },
};
