import type {
  ChangeDetail,
  ChangeForm,
  ChangeProposal,
  ChangeRequest,
  ChangeTemplate,
  MeshObject,
  ObjectRef,
  Onboarding,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type {
  AccessList,
  ChangeList,
  ChangeQuery,
  ChangeStep,
  EnvironmentQuery,
  FindingList,
  ReadinessDetail,
  ReadinessList,
  ServiceList,
  ServiceMeshApi,
} from '../api/ServiceMeshApi';
import {
  aChange,
  aChangeDetail,
  aChangePreview,
  aChangeTemplate,
} from './changes';
import { aCatalogReport, anEntityDependencies } from './catalog';
import { anOnboarding } from './onboarding';
import { aReadinessDetail, aReadinessList } from './readiness';
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

  async readiness(query: EnvironmentQuery): Promise<ReadinessList> {
    this.#note('readiness', query);
    return aReadinessList();
  }

  async readinessOf(
    query: EnvironmentQuery & {
      namespace: string;
      kind: string;
      workload: string;
    },
  ): Promise<ReadinessDetail> {
    const { namespace, kind, workload } = query;
    this.#note(`readiness ${namespace}/${kind}/${workload}`, query);
    return aReadinessDetail(workload);
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

  async onboarding(
    query: EnvironmentQuery & { namespace: string; service: string },
  ): Promise<Onboarding> {
    this.#note(`onboarding ${query.namespace}/${query.service}`, query);
    return anOnboarding();
  }

  async catalogReport(query: EnvironmentQuery) {
    this.#note('catalog', query);
    return aCatalogReport();
  }

  async dependencies({
    entityRef,
    window,
  }: {
    entityRef: string;
    window: string;
  }) {
    this.asked.push(`dependencies ${entityRef} ${window}`);
    return anEntityDependencies();
  }

  async changeTemplates(): Promise<ChangeTemplate[]> {
    return [
      aChangeTemplate(),
      aChangeTemplate({
        id: 'mtls-mode',
        topic: 'security',
        title: 'mTLS mode',
        summary: 'Says whether plaintext is accepted.',
        parameters: {
          type: 'object',
          properties: { namespace: { type: 'string' } },
        },
      }),
    ];
  }

  async changeForm(
    environment: string,
    { template, parameters }: ChangeRequest,
  ): Promise<ChangeForm> {
    this.asked.push(
      `form ${environment} ${template} ${JSON.stringify(parameters)}`,
    );
    return {
      parameters,
      choices: {
        namespace: ['shop', 'data'],
        service: ['order', 'payment'],
        version: ['v1', 'v2'],
        identity: ['data/redis', 'shop/order', 'shop/web'],
      },
      sources: live,
    };
  }

  async proposeChange(
    environment: string,
    { template, parameters, dryRun }: ChangeRequest,
  ): Promise<ChangeProposal> {
    this.asked.push(
      `${
        dryRun ? 'preview' : 'propose'
      } ${environment} ${template} ${JSON.stringify(parameters)}`,
    );
    return {
      preview: aChangePreview(),
      ...(!dryRun && { change: aChange() }),
    };
  }

  async changes({
    environment = 'all',
    service = 'all',
    open = false,
  }: ChangeQuery): Promise<ChangeList> {
    this.asked.push(
      `changes ${environment} ${service} ${open ? 'open' : 'all'}`,
    );
    return { answer: '1 change waits for review', items: [aChange()] };
  }

  async change(id: string): Promise<ChangeDetail> {
    this.asked.push(`change ${id}`);
    return aChangeDetail({ id });
  }

  async actOnChange(
    id: string,
    { action, dryRun }: ChangeStep,
  ): Promise<ChangeProposal> {
    this.asked.push(`${dryRun ? 'try' : 'do'} ${action} ${id}`);
    return {
      preview: aChangePreview({ title: `Take ${id} back` }),
      ...(!dryRun && { change: aChange({ id: 'c2' }) }),
    };
  }
}
