import type { Mesh } from '../mesh/Mesh';
import { selects } from '../mesh/selectors';
import { byAge } from '../resources/byAge';
import { asLabels, at } from '../resources/fields';
import type { KubeObject } from '../resources/types';
import type { RouteClient } from './types';

interface Entry {
  object: KubeObject;
  selector: Record<string, string>;
  hasSelector: boolean;
}

/** Sidecars by namespace, oldest first. */
export class SidecarIndex {
  readonly #byNamespace = new Map<string, Entry[]>();
  readonly #rootNamespace: string;

  constructor(mesh: Mesh) {
    this.#rootNamespace = mesh.config.rootNamespace;
    const objects = mesh.objects('Sidecar', 'networking.istio.io');
    for (const object of [...objects].sort(byAge)) {
      const selector = asLabels(
        at(object, 'spec', 'workloadSelector', 'labels'),
      );
      const { namespace = 'default' } = object.metadata;
      this.#byNamespace.set(namespace, [
        ...(this.#byNamespace.get(namespace) ?? []),
        { object, selector, hasSelector: Object.keys(selector).length > 0 },
      ]);
    }
  }

  /** The Sidecar of a proxy: by selector in its namespace, else without one there, else without one in the root namespace. */
  of({ namespace, labels }: RouteClient): KubeObject | undefined {
    const own = this.#byNamespace.get(namespace) ?? [];
    const found =
      own.find(
        ({ hasSelector, selector }) => hasSelector && selects(selector, labels),
      ) ??
      own.find(({ hasSelector }) => !hasSelector) ??
      this.#byNamespace
        .get(this.#rootNamespace)
        ?.find(({ hasSelector }) => !hasSelector);
    return found?.object;
  }
}
