import type {
  MeshObject,
  ObjectRef,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type {
  AccessList,
  EnvironmentQuery,
  FindingList,
  ServiceList,
  ServiceMeshApi,
} from '../api/ServiceMeshApi';
import {
  aCanary,
  aFinding,
  anEnvironment,
  anMtls,
  anOverview,
  aService,
  aTopology,
  live,
} from './builders';

/** Answers with builders' data and keeps what it was asked; tests replace single answers. */
export class FakeServiceMeshApi implements ServiceMeshApi {
  readonly asked: string[] = [];

  #note(question: string, { environment, window }: EnvironmentQuery) {
    this.asked.push(`${question} ${environment} ${window}`);
  }

  async environments() {
    return [
      anEnvironment({
        name: 'locked',
        title: 'Locked',
        readable: false,
        denied: 'ask the platform team',
        status: 'unknown',
      }),
      anEnvironment({ status: 'degraded', attention: 2 }),
      anEnvironment({ name: 'dev', title: 'Dev' }),
    ];
  }

  async overview(query: EnvironmentQuery) {
    this.#note('overview', query);
    return anOverview(query);
  }

  async topology(query: EnvironmentQuery & { at?: string }) {
    this.#note(`topology ${query.at ?? 'now'}`, query);
    return aTopology();
  }

  async latency(query: EnvironmentQuery & { service: string }) {
    this.#note(`latency ${query.service}`, query);
    return { service: query.service, p50: 20, p95: 87, p99: 140 };
  }

  async mtls(query: EnvironmentQuery) {
    this.#note('mtls', query);
    return anMtls();
  }

  async canaries(query: EnvironmentQuery) {
    this.#note('canaries', query);
    return { answer: '1 canary runs', items: [aCanary()], sources: live };
  }

  async access(query: EnvironmentQuery): Promise<AccessList> {
    this.#note('access', query);
    return { answer: '1 port lets anybody in', items: [], sources: live };
  }

  async findings(environment: string): Promise<FindingList> {
    this.asked.push(`findings ${environment}`);
    return {
      answer: '1 error among 9 objects',
      items: [aFinding()],
      sources: live,
    };
  }

  async object(environment: string, object: ObjectRef): Promise<MeshObject> {
    this.asked.push(`object ${environment} ${object.kind} ${object.name}`);
    return {
      object,
      yaml: 'kind: VirtualService\nspec:\n  http: []\n',
      findings: [aFinding({ line: 3 })],
      services: [{ namespace: 'shop', name: 'payment' }],
      sources: live,
    };
  }

  async services(query: EnvironmentQuery): Promise<ServiceList> {
    this.#note('services', query);
    return { items: [], sources: live };
  }

  async service(
    query: EnvironmentQuery & { namespace: string; service: string },
  ) {
    this.#note(`service ${query.namespace}/${query.service}`, query);
    return aService();
  }
}
