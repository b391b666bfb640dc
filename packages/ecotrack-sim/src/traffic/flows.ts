import type { Mesh, MeshService, Workload } from '@ecotrack/mesh-engine';
import { faultyWorkloads } from '../faults/faultyWorkloads';
import type { Fault } from '../faults/types';
import {
  INTERNET,
  type Behaviour,
  type Call,
  type Scenario,
} from '../scenarios/types';
import { newcomerCalls } from './newcomers';
import { namesPlaintextPeers } from './peerDiscovery';

/** Requests, or bytes, from one workload to another. */
export interface Flow {
  /** Undefined for clients outside the cluster. */
  source?: Workload;
  service: MeshService;
  /** Undefined for hosts outside the mesh, and when no pod is ready. */
  destination?: Workload;
  protocol: 'http' | 'grpc' | 'tcp';
  /** Requests per second, or bytes per second of TCP. */
  rate: number;
  /** Requests per second, also of requests inside a TLS that the proxies do not open. */
  requests: number;
  errorShare: number;
  /** Median in milliseconds. */
  latency: number;
  encrypted: boolean;
  /** Whether the proxy of the destination learns who calls. */
  sourceNamed: boolean;
  /** The client found no ready pod. */
  unreachable: boolean;
}

const DEFAULT_BEHAVIOUR: Behaviour = { latency: 8, errorShare: 0 };
const FAULT_RATE = 3;
const BYTES_OF_REQUEST = 2_400;
const OPAQUE = ['https', 'tls', 'tcp'];

const hasProxy = (workload: Workload | undefined) =>
  workload !== undefined && workload.sidecar.state !== 'none';

const isReady = ({ ready }: Workload) => ready === undefined || ready > 0;

const key = (workload: Workload) => `${workload.namespace}/${workload.name}`;

interface Target {
  workload: Workload;
  share: number;
}

class FlowModel {
  readonly flows: Flow[] = [];
  readonly #mesh: Mesh;
  readonly #scenario: Scenario;
  readonly #faults: readonly Fault[];
  readonly #namesPlaintextPeers: boolean;
  readonly #served = new Map<string, number>();

  constructor(mesh: Mesh, scenario: Scenario, faults: readonly Fault[]) {
    this.#mesh = mesh;
    this.#scenario = scenario;
    this.#faults = faults;
    this.#namesPlaintextPeers = namesPlaintextPeers(mesh);
  }

  #service(name: string): MeshService | undefined {
    const [namespace, service] = name.split('/');
    return service
      ? this.#mesh.service(namespace, service)
      : this.#mesh.serviceByHost(name);
  }

  #callers(call: Call): { source?: Workload; rate: number }[] {
    if (call.from === INTERNET) {
      return [{ rate: call.rate ?? 0 }];
    }
    const [namespace, name] = call.from.split('/');
    const service = this.#mesh.service(namespace, name);
    const workload = this.#mesh.workload(namespace, name);
    const running = (service?.workloads ?? [workload]).filter(
      (caller): caller is Workload => caller !== undefined && isReady(caller),
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
  #byReadyPods({ workloads }: MeshService): Target[] {
    const total = workloads.reduce((sum, { ready }) => sum + (ready ?? 0), 0);
    return workloads
      .filter(({ ready }) => (ready ?? 0) > 0)
      .map(workload => ({ workload, share: (workload.ready ?? 0) / total }));
  }

  #targets(
    call: Call,
    source: Workload | undefined,
    service: MeshService,
  ): Target[] {
    const split = hasProxy(source) ? this.#mesh.splits(service) : undefined;
    if (!split) {
      return this.#byReadyPods(service);
    }
    const matched = split.matched[0]?.splits ?? [];
    const matchedShare = matched.length > 0 ? call.matchedShare ?? 0 : 0;
    const shares = [
      ...(split.default ?? []).map(entry => ({
        names: entry.workloads,
        share: entry.weight * (1 - matchedShare),
      })),
      ...matched.map(entry => ({
        names: entry.workloads,
        share: entry.weight * matchedShare,
      })),
    ];
    return shares.flatMap(({ names, share }) => {
      const ready = service.workloads.filter(
        workload => names.includes(workload.name) && isReady(workload),
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
        destination !== undefined &&
        faultyWorkloads(this.#mesh, fault).includes(destination) &&
        (fault.version === undefined ||
          fault.version === destination.canonicalRevision),
    );
    const errors = applies.find(({ kind }) => kind === 'service-errors');
    const slow = applies.find(({ kind }) => kind === 'slow-version');
    return {
      errorShare: errors ? errors.share ?? 0.2 : base.errorShare,
      latency: base.latency * (slow ? slow.factor ?? 10 : 1),
    };
  }

  /** What the proxies see of a call: by the port of the service that is asked, whatever gateway it leaves through. */
  #protocol({ to, bytesPerRequest }: Call): Flow['protocol'] {
    const { protocol = 'auto' } = this.#service(to)?.ports[0] ?? {};
    if (bytesPerRequest !== undefined || OPAQUE.includes(protocol)) {
      return 'tcp';
    }
    return protocol === 'grpc' ? 'grpc' : 'http';
  }

  #flow(
    call: Call,
    service: MeshService,
    rate: number,
    source?: Workload,
    destination?: Workload,
  ): void {
    const port = service.ports[0];
    const mode =
      destination && this.#mesh.mtls(destination, port?.targetPort).effective;
    const encrypted =
      hasProxy(source) && mode !== undefined && mode !== 'plaintext';
    if (rate <= 0 || (mode === 'strict' && !encrypted)) {
      return;
    }
    const isBytes = call.bytesPerRequest !== undefined;
    const protocol = this.#protocol(call);
    this.flows.push({
      source,
      service,
      destination,
      protocol,
      rate: protocol === 'tcp' && !isBytes ? rate * BYTES_OF_REQUEST : rate,
      requests: isBytes ? 0 : rate,
      ...this.#behaviour(service, destination),
      encrypted,
      sourceNamed: hasProxy(source) || this.#namesPlaintextPeers,
      unreachable: destination === undefined && service.kind !== 'external',
    });
    if (destination && !isBytes) {
      const served = this.#served.get(key(destination)) ?? 0;
      this.#served.set(key(destination), served + rate);
    }
  }

  #reach(
    call: Call,
    service: MeshService,
    rate: number,
    source?: Workload,
  ): Target[] {
    const targets = this.#targets(call, source, service);
    if (targets.length === 0) {
      this.#flow(call, service, rate, source);
    }
    for (const { workload, share } of targets) {
      this.#flow(call, service, rate * share, source, workload);
    }
    return targets;
  }

  run(call: Call): void {
    const service = this.#service(call.to);
    const gateway = call.through ? this.#service(call.through) : undefined;
    if (!service || (call.through && !gateway)) {
      return;
    }
    for (const { source, rate } of this.#callers(call)) {
      if (source && call.rate !== undefined) {
        const served = this.#served.get(key(source)) ?? 0;
        this.#served.set(key(source), Math.max(rate, served));
      }
      if (gateway) {
        for (const { workload, share } of this.#reach(
          call,
          gateway,
          rate,
          source,
        )) {
          this.#reach(call, service, rate * share, workload);
        }
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
  const outsiders: Call[] = faults
    .filter(({ kind }) => kind === 'plaintext-callers')
    .map(({ namespace, name }) => ({
      from: INTERNET,
      to: `${namespace}/${name}`,
      rate: FAULT_RATE,
    }));
  const model = new FlowModel(mesh, scenario, faults);
  const newcomers = newcomerCalls(mesh, scenario);
  [...scenario.calls, ...newcomers, ...outsiders].forEach(call =>
    model.run(call),
  );
  return model.flows;
}
