import type { Mesh, MeshService, Workload } from '@ecotrack/mesh-engine';
import type { Fault } from '../faults/types';
import type { Behaviour, Call, Scenario } from '../scenarios/types';

/** Requests, or bytes, from one workload to another. */
export interface Flow {
  /** Undefined for clients outside the cluster. */
  source?: Workload;
  service: MeshService;
  /** Undefined for hosts outside the mesh, and when no pod is ready. */
  destination?: Workload;
  protocol: 'http' | 'tcp';
  /** Requests or bytes per second. */
  rate: number;
  errorShare: number;
  /** Median in milliseconds. */
  latency: number;
  encrypted: boolean;
  /** The client found no ready pod. */
  unreachable: boolean;
}

const DEFAULT_BEHAVIOUR: Behaviour = { latency: 8, errorShare: 0 };
const FAULT_RATE = 3;
/** A client inside the cluster and outside the mesh. */
const OUTSIDER = 'outsider';

const hasProxy = (workload: Workload | undefined) =>
  workload !== undefined && workload.sidecar.state !== 'none';

const key = (workload: Workload) => `${workload.namespace}/${workload.name}`;

class FlowModel {
  readonly flows: Flow[] = [];
  readonly #mesh: Mesh;
  readonly #scenario: Scenario;
  readonly #faults: readonly Fault[];
  readonly #served = new Map<string, number>();

  constructor(mesh: Mesh, scenario: Scenario, faults: readonly Fault[]) {
    this.#mesh = mesh;
    this.#scenario = scenario;
    this.#faults = faults;
  }

  #service(name: string): MeshService | undefined {
    const [namespace, service] = name.split('/');
    return service
      ? this.#mesh.service(namespace, service)
      : this.#mesh.serviceByHost(name);
  }

  #callers(call: Call): { source?: Workload; rate: number }[] {
    if (call.from === 'internet' || call.from === OUTSIDER) {
      return [{ rate: call.rate ?? 0 }];
    }
    const [namespace, name] = call.from.split('/');
    const service = this.#mesh.service(namespace, name);
    const workload = this.#mesh.workload(namespace, name);
    const workloads = service?.workloads ?? (workload ? [workload] : []);
    const running = workloads.filter(
      ({ ready }) => ready === undefined || ready > 0,
    );
    const per = call.perRequest ?? call.bytesPerRequest ?? 0;
    return running.map(source => ({
      source,
      rate:
        call.rate === undefined
          ? per * (this.#served.get(key(source)) ?? 0)
          : call.rate / running.length,
    }));
  }

  /** Shares of the pods that a client without routes reaches. */
  #byReadyPods(service: MeshService): { workload: Workload; share: number }[] {
    const total = service.workloads.reduce(
      (sum, { ready }) => sum + (ready ?? 0),
      0,
    );
    return total === 0
      ? []
      : service.workloads.map(workload => ({
          workload,
          share: (workload.ready ?? 0) / total,
        }));
  }

  #targets(call: Call, source: Workload | undefined, service: MeshService) {
    const split = hasProxy(source) ? this.#mesh.splits(service) : undefined;
    if (!split) {
      return this.#byReadyPods(service);
    }
    const matched = split.matched[0]?.splits;
    const matchedShare = matched ? call.matchedShare ?? 0 : 0;
    return [
      ...(split.default ?? []).map(entry => ({
        names: entry.workloads,
        share: entry.weight * (1 - matchedShare),
      })),
      ...(matched ?? []).map(entry => ({
        names: entry.workloads,
        share: entry.weight * matchedShare,
      })),
    ].flatMap(({ names, share }) => {
      const ready = names
        .map(name => this.#mesh.workload(service.namespace, name))
        .filter(
          (workload): workload is Workload =>
            workload !== undefined && (workload.ready ?? 0) > 0,
        );
      return ready.map(workload => ({ workload, share: share / ready.length }));
    });
  }

  #behaviour(service: MeshService, destination?: Workload): Behaviour {
    const name =
      service.kind === 'external'
        ? service.host
        : `${service.namespace}/${service.name}`;
    const base = this.#scenario.behaviours[name] ?? DEFAULT_BEHAVIOUR;
    const applies = this.#faults.filter(
      fault =>
        fault.namespace === service.namespace &&
        fault.name === service.name &&
        (fault.version === undefined ||
          fault.version === destination?.canonicalRevision),
    );
    const errors = applies.find(({ kind }) => kind === 'service-errors');
    const slow = applies.find(({ kind }) => kind === 'slow-version');
    return {
      errorShare: errors ? errors.share ?? 0.2 : base.errorShare,
      latency: base.latency * (slow ? slow.factor ?? 10 : 1),
    };
  }

  #flow(
    call: Call,
    service: MeshService,
    rate: number,
    source?: Workload,
    destination?: Workload,
  ): void {
    if (rate <= 0) {
      return;
    }
    const protocol = call.bytesPerRequest === undefined ? 'http' : 'tcp';
    const port = service.ports[0]?.targetPort;
    const mode = destination && this.#mesh.mtls(destination, port);
    const encrypted =
      hasProxy(source) && mode !== undefined && mode.effective !== 'plaintext';
    const isRefused =
      mode?.effective === 'strict' && !encrypted && call.from !== 'internet';
    if (isRefused) {
      return;
    }
    this.flows.push({
      source,
      service,
      destination,
      protocol,
      rate,
      ...this.#behaviour(service, destination),
      encrypted,
      unreachable: destination === undefined && service.kind !== 'external',
    });
    if (destination && protocol === 'http') {
      this.#served.set(
        key(destination),
        (this.#served.get(key(destination)) ?? 0) + rate,
      );
    }
  }

  #reach(
    call: Call,
    service: MeshService,
    rate: number,
    source?: Workload,
  ): Workload[] {
    const targets = this.#targets(call, source, service);
    if (targets.length === 0) {
      this.#flow(call, service, rate, source);
    }
    for (const { workload, share } of targets) {
      this.#flow(call, service, rate * share, source, workload);
    }
    return targets.map(({ workload }) => workload);
  }

  run(call: Call): void {
    const service = this.#service(call.to);
    if (!service) {
      return;
    }
    for (const { source, rate } of this.#callers(call)) {
      if (
        source &&
        call.rate !== undefined &&
        call.bytesPerRequest === undefined
      ) {
        this.#served.set(
          key(source),
          Math.max(rate, this.#served.get(key(source)) ?? 0),
        );
      }
      const gateway = call.through && this.#service(call.through);
      if (gateway) {
        const gateways = this.#reach(call, gateway, rate, source);
        gateways.forEach(workload =>
          this.#reach(call, service, rate / gateways.length, workload),
        );
      } else {
        this.#reach(call, service, rate, source);
      }
    }
  }
}

/** Who calls whom in a mesh, with what its routes, policies and faults make of it. */
export function flowsOf(
  mesh: Mesh,
  scenario: Scenario,
  faults: readonly Fault[],
): Flow[] {
  const model = new FlowModel(mesh, scenario, faults);
  const outsiders: Call[] = faults
    .filter(({ kind }) => kind === 'plaintext-callers')
    .map(({ namespace, name }) => ({
      from: OUTSIDER,
      to: `${namespace}/${name}`,
      rate: FAULT_RATE,
    }));
  for (const call of scenario.calls) {
    model.run(call);
  }
  outsiders.forEach(call => model.run(call));
  return model.flows;
}
