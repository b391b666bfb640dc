import type { Mesh } from '../mesh/Mesh';
import { namedPort } from '../mesh/namedPort';
import type { MeshService, ServicePort, Workload } from '../mesh/types';
import { asRecord, at } from '../resources/fields';
import { describeRef } from '../resources/ref';
import { mtlsOf } from './mtlsOf';
import { peerModeFor } from './peerModeFor';
import { selectPeerPolicies } from './peerPolicies';
import { peerPoliciesOf } from './peerPoliciesOf';
import type { MtlsAnswer } from './types';

const WEAKEST_FIRST = ['plaintext', 'permissive', 'unknown', 'strict'];

function ofNobody(mesh: Mesh, service: MeshService): MtlsAnswer {
  const { mode, because } = peerModeFor(mesh, service.namespace);
  return service.kind === 'external'
    ? {
        mode,
        effective: 'unknown',
        because: [
          {
            object: service.ref,
            says: 'The host is outside the mesh; its server decides.',
          },
        ],
      }
    : {
        mode,
        effective: 'unknown',
        because: [
          ...because,
          {
            object: service.ref,
            says: 'No workload that is known here stands behind the service.',
          },
        ],
      };
}

function ofWorkload(
  mesh: Mesh,
  workload: Workload,
  port: ServicePort | undefined,
): MtlsAnswer {
  const number = port?.targetName
    ? namedPort(workload, port.targetName)
    : port?.targetPort;
  const answer = mtlsOf(mesh, workload, number);
  const { workload: own } = selectPeerPolicies(
    peerPoliciesOf(mesh, workload.namespace),
    mesh.config.rootNamespace,
    workload.namespace,
    workload.labels,
  );
  const hasPortModes =
    Object.keys(asRecord(at(own, 'spec', 'portLevelMtls'))).length > 0;
  return port?.targetName && number === undefined && hasPortModes
    ? {
        ...answer,
        effective: 'unknown',
        because: [
          ...answer.because,
          {
            object: workload.ref,
            says: `No container declares the port ${port.targetName}, and the policy has modes of single ports.`,
          },
        ],
      }
    : answer;
}

/** See `Mesh.mtlsOfService`. */
export function mtlsOfService(
  mesh: Mesh,
  service: MeshService,
  port?: ServicePort,
): MtlsAnswer {
  const answers = service.workloads
    .map(workload => ({
      workload,
      answer: ofWorkload(mesh, workload, port),
    }))
    .sort(
      (a, b) =>
        WEAKEST_FIRST.indexOf(a.answer.effective) -
        WEAKEST_FIRST.indexOf(b.answer.effective),
    );
  if (answers.length === 0) {
    return ofNobody(mesh, service);
  }
  const [{ workload, answer }] = answers;
  const isAlike = answers.every(
    other => other.answer.effective === answer.effective,
  );
  return isAlike
    ? answer
    : {
        ...answer,
        because: [
          ...answer.because,
          {
            object: workload.ref,
            says: `${describeRef(workload.ref)} is the weakest of ${
              answers.length
            } workloads behind the service.`,
          },
        ],
      };
}
