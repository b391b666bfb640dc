import type { KubeObject, MeshService } from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import type { PlanContext } from '../../types';
import { namespaceOf } from '../service/fields';
import { podVersions } from '../service/versions';
import type { BackendRef } from './types';

/** The versions of a service as backends of an HTTPRoute, which are services of their own. */
export class ServiceBackends {
  readonly #service: MeshService;
  readonly #context: PlanContext;

  constructor(service: MeshService, context: PlanContext) {
    this.#service = service;
    this.#context = context;
  }

  /** Services whose pods are all of one version of the service. */
  get #backends(): { version: string; target: MeshService }[] {
    const { workloads, namespace } = this.#service;
    return this.#context.mesh.services
      .filter(
        target =>
          target.namespace === namespace &&
          target.workloads.length > 0 &&
          target.workloads.every(workload => workloads.includes(workload)),
      )
      .flatMap(target => {
        const versions = podVersions(target);
        return versions.length === 1
          ? [{ version: versions[0].name, target }]
          : [];
      });
  }

  /** The version that a backend stands for; undefined for one of several. */
  versionOf(backend: BackendRef, from: KubeObject): string | undefined {
    const target = this.#context.mesh.service(
      backend.namespace ?? namespaceOf(from),
      backend.name,
    );
    const versions = target ? podVersions(target) : [];
    if (versions.length === 1) {
      return versions[0].name;
    }
    return target === this.#service ? undefined : backend.name;
  }

  /** The name that `versionOf` gives a version which may be named by its service. */
  canonical(version: string): string {
    const backend = this.#backends.find(
      ({ target }) => target.name === version,
    );
    return backend ? backend.version : version;
  }

  /**
   * A backend for a version.
   * @throws ParameterError when no service has only its pods
   */
  backend(
    version: string,
    field: string,
    from: KubeObject,
    like: BackendRef | undefined,
  ): BackendRef {
    const found = this.#backends.find(
      ({ version: name, target }) =>
        name === version || target.name === version,
    );
    if (!found) {
      const names = this.#backends.map(
        ({ version: name, target }) => `${name} (${target.name})`,
      );
      throw new ParameterError(
        field,
        `The HTTPRoute of ${
          this.#service.name
        } needs a service that selects only the pods of version ${version}. There are: ${
          names.join(', ') || 'none'
        }.`,
      );
    }
    const { name, namespace, ports } = found.target;
    const port = ports.some(({ number }) => number === like?.port)
      ? like?.port
      : ports[0]?.number;
    return {
      name,
      ...(namespace !== namespaceOf(from) && { namespace }),
      ...(port !== undefined && { port }),
    };
  }
}
