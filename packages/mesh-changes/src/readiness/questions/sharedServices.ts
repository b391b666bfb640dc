import { listed } from '../../templates/security/common/find';
import {
  WITHOUT_SERVICE,
  type Found,
  type Question,
} from '../reading/Question';
import type { Subject } from '../reading/Subject';

/** Ports that two Services give another protocol. */
function conflicts({ services }: Subject): Found[] {
  return services.flatMap((service, position) =>
    service.ports.flatMap((port, index): Found[] => {
      const other = services
        .slice(0, position)
        .find(each =>
          each.ports.some(
            ({ number, protocol }) =>
              number === port.number && protocol !== port.protocol,
          ),
        );
      return other
        ? [
            {
              state: 'warning',
              place: `${service.name}:${port.number}`,
              says: `Port ${port.number} carries ${port.protocol} in Service ${service.name} and something else in Service ${other.name}, which lead to the same pods: the proxy can take it for one of them only. Say the same in both.`,
              because: [service.ref, other.ref],
              field: `spec.ports[${index}]`,
            },
          ]
        : [];
    }),
  );
}

export const sharedServices: Question = {
  id: 'shared-service',
  title: 'Services of one application',
  reads: ['services'],
  ready: 'Its Services lead to one application, and agree about ports.',
  look: subject => {
    const { services, workload } = subject;
    if (services.length === 0) {
      return WITHOUT_SERVICE;
    }
    const mixed = services.flatMap((service): Found[] => {
      const others = new Set(
        service.workloads
          .map(({ canonicalName }) => canonicalName)
          .filter(name => name !== workload.canonicalName),
      );
      return others.size > 0
        ? [
            {
              state: 'warning',
              place: service.name,
              says: `Service ${service.name} leads to ${listed([
                ...others,
              ])} too: routes and policies of the Service are for all of them, and figures are mixed. Give each application a Service of its own.`,
              because: [
                service.ref,
                ...service.workloads.map(({ ref }) => ref),
              ],
              field: 'spec.selector',
            },
          ]
        : [];
    });
    return [...mixed, ...conflicts(subject)];
  },
};
