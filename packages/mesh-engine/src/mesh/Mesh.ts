import { authorizeRequest } from '../authorize/authorizeRequest';
import type { AuthorizeAnswer, AuthorizeRequest } from '../authorize/types';
import type { CanaryState } from '../canaries/types';
import { canariesOf } from '../canaries/canariesOf';
import { checkMesh } from '../check/checkMesh';
import { connectionOf } from '../connection/connectionOf';
import type {
  ConnectionAnswer,
  ConnectionClient,
  ConnectionOptions,
} from '../connection/types';
import type { Finding } from '../findings/types';
import { byName } from '../resources/byAge';
import { mtlsOf } from '../mtls/mtlsOf';
import { mtlsOfService } from '../mtls/mtlsOfService';
import type { MtlsAnswer } from '../mtls/types';
import { checkObject } from '../resources/checkObject';
import type { SourcedObject } from '../resources/readManifests';
import { asRecord } from '../resources/fields';
import { refKey, refOf } from '../resources/ref';
import type { KubeObject, ObjectRef, Origin } from '../resources/types';
import { objectsOf } from '../routes/objectsOf';
import { routesByService, type Route } from '../routes/routes';
import { destinationRulesByService } from '../routes/subsets';
import { splitsOf, type ServiceSplit } from '../routes/splitsOf';
import { Router } from '../routing/Router';
import type { RouteAnswer, RouteRequest } from '../routing/types';
import { buildGateways } from './gateways';
import { HostIndex } from './hosts';
import { KindIndex } from './KindIndex';
import { readMeshConfig, type MeshConfig } from './meshConfig';
import { giveViews } from './perMesh';
import { buildServices } from './services';
import type {
  MeshGateway,
  MeshOptions,
  MeshService,
  ServicePort,
  Workload,
} from './types';
import { EVERY_KIND, NAMES, Views } from './Views';
import { buildWorkloads } from './workloads';

/** Kinds whose objects run pods, each with its group. */
const CONTROLLERS: [string, string][] = [
  ['apps', 'Deployment'],
  ['apps', 'StatefulSet'],
  ['apps', 'DaemonSet'],
  ['argoproj.io', 'Rollout'],
  ['batch', 'CronJob'],
  ['batch', 'Job'],
];

type Entry = { object: KubeObject; originOf?: SourcedObject['originOf'] };

function isSourced(value: KubeObject | SourcedObject): value is SourcedObject {
  return typeof asRecord(value).originOf === 'function';
}

/**
 * A mesh as a pure function of its resources. Immutable: every view is computed at most once, and nothing here reads
 * a clock, a network or a file.
 * @public
 */
export class Mesh {
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #options: MeshOptions;
  readonly #kinds: KindIndex;
  readonly #views: Views;
  /** What was wrong with the resources when they were read. */
  readonly findings: readonly Finding[];

  private constructor(
    entries: ReadonlyMap<string, Entry>,
    options: MeshOptions,
    findings: readonly Finding[],
    kinds: KindIndex,
    views: Views,
  ) {
    this.#entries = entries;
    this.#options = options;
    this.findings = findings;
    this.#kinds = kinds;
    this.#views = views;
    giveViews(this, views);
  }

  /**
   * @param resources - objects from an API or from `readManifests`; what is no object becomes a finding
   * @param findings - findings that reading them gave
   */
  static from(
    resources: readonly (KubeObject | SourcedObject)[],
    options: MeshOptions = {},
    findings: readonly Finding[] = [],
  ): Mesh {
    return new Mesh(
      new Map(),
      options,
      findings,
      KindIndex.none(),
      Views.none(),
    ).with({ upserted: resources });
  }

  /** A new mesh that shares what did not change: the objects, and the views that no changed kind is part of. */
  with(change: {
    upserted?: readonly (KubeObject | SourcedObject)[];
    removed?: readonly ObjectRef[];
  }): Mesh {
    const entries = new Map(this.#entries);
    const findings: Finding[] = [];
    const changedKinds = new Set<string>();
    const changedKeys = new Set<string>();
    const mark = (ref: ObjectRef): string => {
      const key = refKey(ref);
      changedKinds.add(ref.kind);
      changedKeys.add(key);
      return key;
    };
    for (const ref of change.removed ?? []) {
      if (entries.delete(mark(ref))) {
        changedKinds.add(NAMES);
      }
    }
    for (const resource of change.upserted ?? []) {
      const sourced = isSourced(resource) ? resource : undefined;
      const { object, finding } = checkObject(
        sourced?.object ?? resource,
        sourced?.origin,
      );
      if (object) {
        const key = mark(refOf(object));
        if (!entries.has(key)) {
          changedKinds.add(NAMES);
        }
        entries.set(key, { object, originOf: sourced?.originOf });
      }
      if (finding) {
        if (finding.object) {
          mark(finding.object);
        }
        findings.push(finding);
      }
    }
    return new Mesh(
      entries,
      this.#options,
      [
        ...this.findings.filter(
          ({ object }) => !object || !changedKeys.has(refKey(object)),
        ),
        ...findings,
      ],
      this.#kinds.with(
        changedKinds,
        [...entries.values()].map(({ object }) => object),
      ),
      this.#views.without(changedKinds),
    );
  }

  #once<T>(name: string, compute: () => T): T {
    return this.#views.once(name, compute);
  }

  /** All objects. */
  get all(): readonly KubeObject[] {
    return this.#once('all', () => {
      this.#views.read(EVERY_KIND);
      return [...this.#entries.values()].map(entry => entry.object);
    });
  }

  /** Objects of one kind, whatever version they were read at; `group` tells apart kinds of the same name. */
  objects(kind: string, group?: string): readonly KubeObject[] {
    this.#views.read(kind);
    return this.#kinds.list(kind, group);
  }

  /** Namespaces that objects are in. */
  get usedNamespaces(): ReadonlySet<string> {
    return this.#once('usedNamespaces', () => {
      this.#views.read(NAMES);
      return new Set(
        [...this.#entries.values()].flatMap(
          ({ object }) => object.metadata.namespace ?? [],
        ),
      );
    });
  }

  /** One object. */
  get(ref: ObjectRef): KubeObject | undefined {
    return this.#entry(ref)?.object;
  }

  #entry(ref: ObjectRef): Entry | undefined {
    this.#views.read(ref.kind);
    return this.#entries.get(refKey(ref));
  }

  /** The place of an object or of a field of it, when it was read from a file. */
  originOf(
    ref: ObjectRef,
    path: readonly (string | number)[] = [],
  ): Origin | undefined {
    return this.#entry(ref)?.originOf?.(path);
  }

  /** The mesh configuration, with Istio's defaults. */
  get config(): MeshConfig {
    return this.#once('config', () =>
      readMeshConfig(this.objects('ConfigMap', ''), this.#options),
    );
  }

  /** Namespaces by name. */
  get namespaces(): ReadonlyMap<string, KubeObject> {
    return this.#once(
      'namespaces',
      () =>
        new Map(
          this.objects('Namespace', '').map(object => [
            object.metadata.name,
            object,
          ]),
        ),
    );
  }

  /** Everything that runs pods. */
  get workloads(): readonly Workload[] {
    return this.#once('workloads', () =>
      buildWorkloads({
        controllers: CONTROLLERS.flatMap(([group, kind]) =>
          [...this.objects(kind, group)].sort(byName),
        ),
        between: [
          ...this.objects('ReplicaSet', 'apps'),
          ...this.objects('Job', 'batch'),
        ],
        pods: this.objects('Pod', ''),
        namespaces: this.namespaces,
        webhooks: [
          ...this.objects(
            'MutatingWebhookConfiguration',
            'admissionregistration.k8s.io',
          ),
        ].sort(byName),
        config: this.config,
      }),
    );
  }

  /** Services, and the hosts of ServiceEntries. */
  get services(): readonly MeshService[] {
    return this.#once('services', () =>
      buildServices(
        this.objects('Service', ''),
        this.objects('ServiceEntry', 'networking.istio.io'),
        this.workloads,
        this.config,
      ),
    );
  }

  /** Gateways of Istio and of the Gateway API. */
  get gateways(): readonly MeshGateway[] {
    return this.#once('gateways', () =>
      buildGateways(this.objects('Gateway'), this.workloads),
    );
  }

  /** A workload by name, the newest kind of controller first. */
  workload(namespace: string, name: string): Workload | undefined {
    const index = this.#once('workloadIndex', () => {
      const first = new Map<string, Workload>();
      for (const workload of this.workloads) {
        const key = `${workload.namespace}/${workload.name}`;
        if (!first.has(key)) {
          first.set(key, workload);
        }
      }
      return first;
    });
    return index.get(`${namespace}/${name}`);
  }

  /** A service by namespace and name; the name of a ServiceEntry host is the host. */
  service(namespace: string, name: string): MeshService | undefined {
    const index = this.#once(
      'serviceIndex',
      () =>
        new Map(
          [...this.services]
            .reverse()
            .map(service => [`${service.namespace}/${service.name}`, service]),
        ),
    );
    return index.get(`${namespace}/${name}`);
  }

  /** A service by host: short, full, external or a wildcard; case does not matter. */
  serviceByHost(host: string, namespace?: string): MeshService | undefined {
    return this.#once(
      'hosts',
      () => new HostIndex(this.services, this.config.clusterDomain),
    ).find(host, namespace);
  }

  /** Services that select a workload. */
  servicesOf(workload: Workload): readonly MeshService[] {
    const index = this.#once('servicesOf', () => {
      const byWorkload = new Map<Workload, MeshService[]>();
      for (const service of this.services) {
        for (const target of service.workloads) {
          byWorkload.set(target, [...(byWorkload.get(target) ?? []), service]);
        }
      }
      return byWorkload;
    });
    return index.get(workload) ?? [];
  }

  /**
   * The mTLS mode that callers of a workload meet, and the policies that decided it.
   * @param port - port of the pod; absent for the workload's own mode
   */
  mtls(workload: Workload, port?: number): MtlsAnswer {
    return mtlsOf(this, workload, port);
  }

  /** The weakest mode over the workloads behind a service's port. */
  mtlsOfService(service: MeshService, port?: ServicePort): MtlsAnswer {
    return mtlsOfService(this, service, port);
  }

  /**
   * What becomes of a connection: mTLS, other TLS, plaintext, refused or broken, and the objects that decided.
   * @param server - a service, or a workload that is called by the addresses of its pods where no service has the port
   * @param port - of the service; of the pod for a workload
   */
  connection(
    client: ConnectionClient,
    server: MeshService | Workload,
    port: number,
    options?: ConnectionOptions,
  ): ConnectionAnswer {
    return connectionOf(this, client, server, port, options);
  }

  /** Whether AuthorizationPolicies and what else decides at the proxies let a request pass, and which rule decides. */
  authorize(request: AuthorizeRequest): AuthorizeAnswer {
    return authorizeRequest(this, request);
  }

  /** What becomes of a request: the rule that takes it, where it goes and what happens on the way. */
  route(request: RouteRequest): RouteAnswer {
    return new Router(this).route(request);
  }

  /**
   * Every service with more than one version in its routes, every Rollout and every Flagger Canary.
   */
  canaries(): readonly CanaryState[] {
    return this.#once('canaries', () => canariesOf(this));
  }

  /** Everything that is wrong with the resources: what reading them gave, and what the checks find. */
  check(): readonly Finding[] {
    return this.#once('check', () => checkMesh(this));
  }

  /** DestinationRules whose host is that of a service, those of its own namespace first, then the oldest. */
  destinationRules(service: MeshService): readonly KubeObject[] {
    return (
      this.#once('destinationRules', () => destinationRulesByService(this)).get(
        service,
      ) ?? []
    );
  }

  #routesOf(service: MeshService): readonly Route[] {
    const routes = this.#once('routes', () => routesByService(this));
    return routes.get(service) ?? [];
  }

  /** How the routes of the mesh split a service between versions; undefined when they do not. */
  splits(service: MeshService): ServiceSplit | undefined {
    return splitsOf(this, service, this.#routesOf(service));
  }

  /** The mesh objects that touch a service. */
  objectsOf(service: MeshService): readonly KubeObject[] {
    return objectsOf(this, service, this.#routesOf(service));
  }
}
