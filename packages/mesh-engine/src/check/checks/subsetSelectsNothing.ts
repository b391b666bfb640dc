import { describeRef, refOf } from '../../resources/ref';
import { emptySubsets } from '../reading/emptySubsets';
import { routedSubsets } from '../reading/routedSubsets';
import type { Check } from '../types';

const words = (labels: Record<string, string>) =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');

/** How many services of a wildcard are listed. */
const LISTED = 5;

export const subsetSelectsNothing: Check = {
  code: 'MESH2102',
  severity: 'error',
  title: 'Subset without pods',
  kiali: ['KIA0203'],
  istioctl: ['IST0173'],
  find: mesh =>
    emptySubsets(mesh).map(({ rule, subset, services }) => {
      const isRouted = services.some(service =>
        routedSubsets(mesh).has(`${service.host} ${subset.name}`),
      );
      return {
        object: refOf(rule.object),
        field: `${subset.field}.labels`,
        severity: isRouted ? 'error' : 'info',
        message: `Subset ${subset.name} of ${describeRef(
          refOf(rule.object),
        )} wants ${words(subset.labels)}, and no pod of ${
          rule.written
        } has that: ${
          isRouted
            ? 'requests that are routed to it fail with 503'
            : 'requests to it would fail, though no route leads to it'
        }.`,
        fix: 'Correct the labels, deploy the version, or remove the subset.',
        because: services.slice(0, LISTED).map(service => ({
          object: service.ref,
          says: `The workloads of ${service.name} are ${
            service.workloads
              .map(workload => `${workload.name} (${words(workload.labels)})`)
              .join('; ') || 'none'
          }.`,
        })),
      };
    }),
};
