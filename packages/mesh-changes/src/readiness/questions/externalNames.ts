import { refOf } from '@ecotrack/mesh-engine';
import { at } from '../../templates/security/common/values';
import { WITHOUT_SERVICE, type Question } from '../reading/Question';
import { remember } from '../reading/remember';

/** Services that are another name of a host, by that host. */
const aliases = remember(mesh => {
  const byHost = new Map<string, ReturnType<typeof refOf>[]>();
  for (const object of mesh.objects('Service', '')) {
    const host = at(object, 'spec', 'externalName');
    if (
      at(object, 'spec', 'type') === 'ExternalName' &&
      typeof host === 'string'
    ) {
      const key = host.toLowerCase().replace(/\.$/, '');
      byHost.set(key, [...(byHost.get(key) ?? []), refOf(object)]);
    }
  }
  return byHost;
});

export const externalNames: Question = {
  id: 'external-name',
  title: 'Other names of its Services',
  reads: ['services'],
  ready: 'No Service of type ExternalName stands for it.',
  look: ({ mesh, services }) =>
    services.length === 0
      ? WITHOUT_SERVICE
      : services.flatMap(({ host, name }) =>
          (aliases(mesh).get(host.toLowerCase()) ?? []).map(ref => ({
            state: 'warning' as const,
            place: `${ref.namespace}/${ref.name}`,
            says: `Service ${ref.name} of namespace ${ref.namespace} is another name of ${name} (ExternalName): calls by that name do not get the routes and settings of ${name}, and in older versions of Istio no mTLS. Let callers dial ${name} itself.`,
            because: [ref],
            field: 'spec.externalName',
          })),
        ),
};
