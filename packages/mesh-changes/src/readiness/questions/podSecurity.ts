import { refOf } from '@ecotrack/mesh-engine';
import type { Question } from '../reading/Question';
import { istioCni } from '../reading/proxies';

const LABEL = 'pod-security.kubernetes.io/enforce';
const FORBIDDING = ['baseline', 'restricted'];

export const podSecurity: Question = {
  id: 'net-admin',
  title: 'NET_ADMIN and NET_RAW',
  reads: ['namespaces'],
  ready:
    'The namespace enforces no level of Pod Security that forbids NET_ADMIN and NET_RAW, or istio-cni makes them needless.',
  look: ({ mesh, workload, plane }) => {
    const namespace = mesh.namespaces.get(workload.namespace);
    if (plane === 'ambient') {
      return undefined;
    }
    if (!namespace) {
      return [
        {
          state: 'unknown',
          says: `Namespace ${workload.namespace} is not among the objects that are known, so nobody knows what Pod Security it enforces. Look for its label ${LABEL}.`,
        },
      ];
    }
    const level = namespace.metadata.labels?.[LABEL];
    const cni = istioCni(mesh);
    if (level === undefined || !FORBIDDING.includes(level) || cni.is === true) {
      return [];
    }
    const because = [refOf(namespace), ...cni.because];
    const field = `metadata.labels["${LABEL}"]`;
    return cni.is === false
      ? [
          {
            state: 'blocked',
            says: `Namespace ${workload.namespace} enforces Pod Security ${level}, and the container istio-init needs NET_ADMIN and NET_RAW, which that level forbids: pods would be refused. Install istio-cni, or set the level to privileged.`,
            because,
            field,
          },
        ]
      : [
          {
            state: 'unknown',
            says: `Namespace ${workload.namespace} enforces Pod Security ${level}, which forbids the NET_ADMIN and NET_RAW of istio-init. Whether istio-cni is installed, which needs neither, is not visible. Look for its DaemonSet.`,
            because,
            field,
          },
        ];
  },
};
