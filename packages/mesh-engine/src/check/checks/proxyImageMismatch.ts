import { perMesh } from '../../mesh/perMesh';
import { asList, asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import { namespaceInjections } from '../reading/injectedNamespaces';
import { injectorOf } from '../reading/injectors';
import { push } from '../reading/push';
import { namespaceOf } from '../reading/scope';
import type { Check } from '../types';

const proxiesByNamespace = perMesh(mesh => {
  const index = new Map<string, { pod: KubeObject; image: string }[]>();
  for (const pod of mesh.objects('Pod', '')) {
    const containers = ['initContainers', 'containers'].flatMap(name =>
      asList(at(pod, 'spec', name)),
    );
    const proxy = containers.find(
      container => at(container, 'name') === 'istio-proxy',
    );
    const image = asText(at(proxy, 'image'));
    // Whoever names an image wants another.
    const isChosen =
      pod.metadata.annotations?.['sidecar.istio.io/proxyImage'] !== undefined;
    if (image && !isChosen) {
      push(index, namespaceOf(pod), { pod, image });
    }
  }
  return index;
});

const LISTED = 5;

export const proxyImageMismatch: Check = {
  code: 'MESH3407',
  severity: 'warning',
  title: 'Pods with another proxy than the injection gives',
  istioctl: ['IST0158'],
  find: mesh =>
    namespaceInjections(mesh).flatMap(
      ({ object, name, injection, revision }) => {
        const isInjected = injection === 'enabled' || revision !== undefined;
        const expected = isInjected
          ? injectorOf(mesh, revision)?.image
          : undefined;
        const others = expected
          ? (proxiesByNamespace(mesh).get(name) ?? []).filter(
              ({ image }) => image !== expected,
            )
          : [];
        const names = others.map(({ pod }) => pod.metadata.name);
        const more = names.length - LISTED;
        return others.length === 0
          ? []
          : {
              object: refOf(object),
              message: `Pods of ${describeRef(
                refOf(object),
              )} have another proxy than ${expected}, which new pods get: ${names
                .slice(0, LISTED)
                .join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
              fix: 'Restart the pods, so that they get the proxy of the control plane.',
              because: others.slice(0, LISTED).map(({ pod, image }) => ({
                object: refOf(pod),
                field: 'spec.containers',
                says: `Its proxy is ${image}.`,
              })),
            };
      },
    ),
};
