import type { Found, Question } from '../reading/Question';
import { at } from '../../templates/security/common/values';

export const headless: Question = {
  id: 'headless',
  title: 'Headless Services',
  reads: ['services'],
  ready: 'Its Services are dialled by name, and not by the addresses of pods.',
  look: ({ mesh, workload, services }) => {
    const isStateful = workload.kind === 'StatefulSet';
    const own = services.filter(service => service.headless);
    if (own.length === 0 && !isStateful) {
      return undefined;
    }
    const named = at(mesh.get(workload.ref), 'spec', 'serviceName');
    const isMissing =
      isStateful &&
      typeof named === 'string' &&
      named !== '' &&
      !mesh.service(workload.namespace, named);
    const missing: Found[] = isMissing
      ? [
          {
            state: 'warning',
            place: 'service',
            says: `StatefulSet ${workload.name} names Service ${named}, which does not exist: its pods have no names, and whoever dials their addresses gets no mTLS. Make the headless Service with ports that are named by protocol.`,
            because: [workload.ref],
            field: 'spec.serviceName',
          },
        ]
      : [];
    const isSeveral = (workload.desired ?? workload.pods.length) > 1;
    return [
      ...missing,
      ...own
        .filter(() => isSeveral)
        .map(
          ({ name, ref }): Found => ({
            state: 'warning',
            place: name,
            says: `Service ${name} is headless: callers and the ${workload.kind} itself get the addresses of its pods. Proxies encrypt what is dialled by its names; a bare address that somebody keeps goes without mTLS, which STRICT refuses. Dial the pods by name.`,
            because: [ref, workload.ref],
            field: 'spec.clusterIP',
          }),
        ),
    ];
  },
};
