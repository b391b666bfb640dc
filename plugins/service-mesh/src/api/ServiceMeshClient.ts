import type { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import type {
  ChangeRequest,
  ObjectRef,
  paths,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import createClient from 'openapi-fetch';
import type {
  ChangeQuery,
  ChangeStep,
  EnvironmentQuery,
  ServiceMeshApi,
} from './ServiceMeshApi';

/** Asks the back end of the plugin, with the types of its OpenAPI description. */
export class ServiceMeshClient implements ServiceMeshApi {
  readonly #discovery: DiscoveryApi;
  readonly #fetch: FetchApi;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discovery = options.discoveryApi;
    this.#fetch = options.fetchApi;
  }

  async #client() {
    return createClient<paths>({
      baseUrl: await this.#discovery.getBaseUrl('service-mesh'),
      fetch: async request => {
        const response = await this.#fetch.fetch(request.url, {
          method: request.method,
          headers: request.headers,
          signal: request.signal,
          // A text, since middleware may make a request of it more than once.
          body: (await request.text()) || undefined,
        });
        if (!response.ok) {
          throw await ResponseError.fromResponse(response);
        }
        return response;
      },
    });
  }

  async environments(signal?: AbortSignal) {
    const client = await this.#client();
    const { data } = await client.GET('/v1/environments', { signal });
    return data?.items ?? [];
  }

  async overview(query: EnvironmentQuery, signal?: AbortSignal) {
    const client = await this.#client();
    const { data } = await client.GET('/v1/environments/{name}/overview', {
      params: of(query),
      signal,
    });
    return present(data);
  }

  async topology(
    query: EnvironmentQuery & { at?: string },
    signal?: AbortSignal,
  ) {
    const client = await this.#client();
    const { path } = of(query);
    const { data } = await client.GET('/v1/environments/{name}/topology', {
      params: { path, query: { window: query.window, at: query.at } },
      signal,
    });
    return present(data);
  }

  async latency(
    query: EnvironmentQuery & { service: string; client?: string },
    signal?: AbortSignal,
  ) {
    const client = await this.#client();
    const { data } = await client.GET('/v1/environments/{name}/latency', {
      params: {
        path: { name: query.environment },
        query: {
          window: query.window,
          service: [query.service],
          client: query.client,
        },
      },
      signal,
    });
    return data?.items[0];
  }

  async mtls(query: EnvironmentQuery, signal?: AbortSignal) {
    const client = await this.#client();
    const { data } = await client.GET('/v1/environments/{name}/mtls', {
      params: of(query),
      signal,
    });
    return present(data);
  }

  async canaries(query: EnvironmentQuery, signal?: AbortSignal) {
    const client = await this.#client();
    const { data } = await client.GET('/v1/environments/{name}/canaries', {
      params: of(query),
      signal,
    });
    return present(data);
  }

  async access(query: EnvironmentQuery, signal?: AbortSignal) {
    const client = await this.#client();
    const { data } = await client.GET('/v1/environments/{name}/access', {
      params: of(query),
      signal,
    });
    return present(data);
  }

  async findings(environment: string, signal?: AbortSignal) {
    const client = await this.#client();
    const { data } = await client.GET('/v1/environments/{name}/findings', {
      params: { path: { name: environment } },
      signal,
    });
    return present(data);
  }

  async readiness(query: EnvironmentQuery, signal?: AbortSignal) {
    const client = await this.#client();
    const { data } = await client.GET('/v1/environments/{name}/readiness', {
      params: of(query),
      signal,
    });
    return present(data);
  }

  async readinessOf(
    query: EnvironmentQuery & {
      namespace: string;
      kind: string;
      workload: string;
    },
    signal?: AbortSignal,
  ) {
    const client = await this.#client();
    const { environment, window, namespace, kind, workload } = query;
    const { data } = await client.GET(
      '/v1/environments/{name}/workloads/{namespace}/{kind}/{workload}/readiness',
      {
        params: {
          path: { name: environment, namespace, kind, workload },
          query: { window },
        },
        signal,
      },
    );
    return present(data);
  }

  async object(environment: string, ref: ObjectRef, signal?: AbortSignal) {
    const client = await this.#client();
    const { apiVersion, kind, namespace, name: object } = ref;
    const { data } = await client.GET('/v1/environments/{name}/object', {
      params: {
        path: { name: environment },
        query: { apiVersion, kind, namespace, object },
      },
      signal,
    });
    return present(data);
  }

  async services(query: EnvironmentQuery, signal?: AbortSignal) {
    const client = await this.#client();
    const { data } = await client.GET('/v1/environments/{name}/services', {
      params: of(query),
      signal,
    });
    return present(data);
  }

  async service(
    query: EnvironmentQuery & { namespace: string; service: string },
    signal?: AbortSignal,
  ) {
    const client = await this.#client();
    const { environment, window, namespace, service } = query;
    const { data } = await client.GET(
      '/v1/environments/{name}/services/{namespace}/{service}',
      {
        params: {
          path: { name: environment, namespace, service },
          query: { window },
        },
        signal,
      },
    );
    return present(data);
  }

  async onboarding(
    query: EnvironmentQuery & { namespace: string; service: string },
    signal?: AbortSignal,
  ) {
    const client = await this.#client();
    const { environment, window, namespace, service } = query;
    const { data } = await client.GET(
      '/v1/environments/{name}/services/{namespace}/{service}/onboarding',
      {
        params: {
          path: { name: environment, namespace, service },
          query: { window },
        },
        signal,
      },
    );
    return present(data);
  }

  async catalogReport(query: EnvironmentQuery, signal?: AbortSignal) {
    const client = await this.#client();
    const { data } = await client.GET('/v1/environments/{name}/catalog', {
      params: of(query),
      signal,
    });
    return present(data);
  }

  async dependencies(
    query: { entityRef: string; window: string },
    signal?: AbortSignal,
  ) {
    const client = await this.#client();
    const { data } = await client.GET('/v1/dependencies', {
      params: { query },
      signal,
    });
    return present(data);
  }

  async changeTemplates(signal?: AbortSignal) {
    const client = await this.#client();
    const { data } = await client.GET('/v1/change-templates', { signal });
    return data?.items ?? [];
  }

  async changeForm(
    environment: string,
    request: ChangeRequest,
    signal?: AbortSignal,
  ) {
    const client = await this.#client();
    const { data } = await client.POST('/v1/environments/{name}/changes/form', {
      params: { path: { name: environment } },
      body: request,
      signal,
    });
    return present(data);
  }

  async proposeChange(
    environment: string,
    request: ChangeRequest,
    signal?: AbortSignal,
  ) {
    const client = await this.#client();
    const { data } = await client.POST('/v1/environments/{name}/changes', {
      params: { path: { name: environment } },
      body: request,
      signal,
    });
    return present(data);
  }

  async changes(query: ChangeQuery, signal?: AbortSignal) {
    const client = await this.#client();
    const { data } = await client.GET('/v1/changes', {
      params: { query },
      signal,
    });
    return present(data);
  }

  async change(id: string, signal?: AbortSignal) {
    const client = await this.#client();
    const { data } = await client.GET('/v1/changes/{id}', {
      params: { path: { id } },
      signal,
    });
    return present(data);
  }

  async actOnChange(id: string, step: ChangeStep, signal?: AbortSignal) {
    const client = await this.#client();
    const { data } = await client.POST('/v1/changes/{id}/actions', {
      params: { path: { id } },
      body: step,
      signal,
    });
    return present(data);
  }
}

function of({ environment, window }: EnvironmentQuery) {
  return { path: { name: environment }, query: { window } };
}

function present<T>(data: T | undefined): T {
  if (data === undefined) {
    throw new Error('The service mesh back end answered without a body');
  }
  return data;
}
