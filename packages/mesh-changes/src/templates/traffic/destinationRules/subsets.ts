import {
  refOf,
  type KubeObject,
  type MeshService,
} from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import type { PlanContext } from '../../types';
import { ownHost } from '../routes/names';
import type { Destination } from '../routes/types';
import { namespaceOf } from '../service/fields';
import { podVersions, versionsSelected } from '../service/versions';
import {
  findDestinationRule,
  type FoundDestinationRule,
} from './findDestinationRule';
import type { DestinationRule, Subset } from './types';

/** A name that a subset may have. */
const subsetName = (version: string): string =>
  version
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '');

/** The versions of a service as destinations of a VirtualService: subsets of its DestinationRule, or services. */
export class ServiceSubsets {
  readonly #service: MeshService;
  readonly #context: PlanContext;
  readonly #rule: FoundDestinationRule;
  readonly #added: Subset[] = [];

  constructor(service: MeshService, context: PlanContext) {
    this.#service = service;
    this.#context = context;
    this.#rule = findDestinationRule(service, context);
  }

  get #subsets(): readonly Subset[] {
    return [...(this.#rule.object.spec.subsets ?? []), ...this.#added];
  }

  /** Versions that the pods carry. */
  get versions(): string[] {
    return podVersions(this.#service).map(({ name }) => name);
  }

  #versionOf({ name, labels = {} }: Subset): string {
    const versions = versionsSelected(this.#service, labels);
    return versions.length === 1 ? versions[0] : name;
  }

  /** The version of a subset, or its name where several stand for the same one. */
  #nameOf(subset: Subset): string {
    const version = this.#versionOf(subset);
    const same = this.#subsets.filter(
      other => this.#versionOf(other) === version,
    );
    return same.length > 1 ? subset.name : version;
  }

  /** The version that a destination stands for; undefined for one of several. */
  versionOf(destination: Destination, from: KubeObject): string | undefined {
    const { host, subset: name } = destination;
    const target = this.#context.mesh.serviceByHost(host, namespaceOf(from));
    const subset = this.#subsets.find(candidate => candidate.name === name);
    if (target === this.#service && name !== undefined) {
      return subset ? this.#nameOf(subset) : name;
    }
    const versions = target ? podVersions(target) : [];
    if (versions.length === 1) {
      return versions[0].name;
    }
    return target === this.#service ? undefined : target?.name ?? host;
  }

  /** The name that `versionOf` gives a version which may be named by its subset. */
  canonical(version: string): string {
    const subset = this.#subsets.find(({ name }) => name === version);
    return subset ? this.#nameOf(subset) : version;
  }

  /**
   * A destination for a version, with a subset that is added where it is missing.
   * @param field - parameter that names the version
   * @param like - destination that host and port are taken from
   * @throws ParameterError when no pods carry the version
   */
  destination(
    version: string,
    field: string,
    from: KubeObject,
    like: Destination | undefined,
  ): Destination {
    const isOwn =
      like &&
      this.#context.mesh.serviceByHost(like.host, namespaceOf(from)) ===
        this.#service;
    const host =
      isOwn && like
        ? like.host
        : namespaceOf(from) === this.#service.namespace
        ? ownHost(this.#service)
        : this.#service.host;
    return {
      host,
      subset: this.#subsetFor(version, field).name,
      ...(isOwn && like?.port && { port: like.port }),
    };
  }

  #subsetFor(version: string, field: string): Subset {
    const selecting = this.#subsets.filter(
      ({ labels = {} }) => versionsSelected(this.#service, labels).length > 0,
    );
    const known =
      selecting.find(({ name }) => name === version) ??
      selecting.find(subset => this.#versionOf(subset) === version);
    if (known) {
      return known;
    }
    const pods = podVersions(this.#service).find(
      ({ name }) => name === version,
    );
    if (!pods) {
      throw new ParameterError(
        field,
        this.versions.length > 0
          ? `No pod of ${
              this.#service.name
            } carries version ${version}. There are: ${this.versions.join(
              ', ',
            )}.`
          : `No pods of ${
              this.#service.name
            } with a version label are known, so ${version} is none of its versions.`,
      );
    }
    const name = subsetName(version);
    if (this.#subsets.some(subset => subset.name === name)) {
      throw new ParameterError(
        field,
        `Subset ${name} of ${
          this.#rule.object.metadata.name
        } does not select the pods of version ${version}. Mend its labels first.`,
      );
    }
    const added = { name, labels: { [pods.label]: version } };
    this.#added.push(added);
    return added;
  }

  /** The DestinationRule with all subsets; none where it needs none, or stays what only the cluster has. */
  get wanted(): DestinationRule[] {
    const { object, isNew } = this.#rule;
    const isDeclared =
      !isNew && this.#context.declared.get(refOf(object)) !== undefined;
    if (this.#added.length === 0) {
      return isDeclared ? [object] : [];
    }
    return [{ ...object, spec: { ...object.spec, subsets: this.#subsets } }];
  }

  get notes(): readonly string[] {
    return this.#added.length > 0 ? this.#rule.notes : [];
  }
}
