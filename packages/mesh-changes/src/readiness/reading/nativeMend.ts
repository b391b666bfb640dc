import type { ReadinessMend } from '../types';
import { hasOldNodes } from './proxies';
import type { Subject } from './Subject';

/** The change that makes the proxy of the pods a native sidecar, where nodes know such and the pods are its own. */
export const nativeMend = ({
  mesh,
  workload,
  template,
}: Subject): { mend?: ReadinessMend } =>
  template.object.name === workload.name && !hasOldNodes(mesh)
    ? {
        mend: {
          label: 'Start the proxy first…',
          template: 'native-sidecar',
          parameters: {
            namespace: workload.namespace,
            workload: workload.name,
          },
        },
      }
    : {};
