import type {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  NotAllowedError,
  NotFoundError,
  ResponseError,
  ServiceUnavailableError,
  stringifyError,
} from '@backstage/errors';
import type {
  Environment,
  paths,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import createClient, { type Client } from 'openapi-fetch';
import type { ObservedCalls } from './ObservedCalls';
import { observedEdges, type ObservedEdge } from './observedEdges';

const PLUGIN = 'service-mesh';
const WINDOW = '1h';

async function fetchOrThrow(request: Request): Promise<Response> {
  const response = await fetch(request);
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  return response;
}

/** Reads the calls of some environments from the service mesh back end. */
export class CallReader {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #logger: LoggerService;
  readonly #calls: ObservedCalls;
  readonly #environments: readonly string[];
  readonly #failures = new Map<string, string>();

  constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    logger: LoggerService;
    calls: ObservedCalls;
    environments: readonly string[];
  }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
    this.#logger = options.logger;
    this.#calls = options.calls;
    this.#environments = options.environments;
  }

  /** Adds what is seen now. What cannot be read is logged once, and stays as it is known. */
  async read(signal?: AbortSignal): Promise<void> {
    await this.#attempt('The environments of meshes', async () => {
      const client = await this.#client();
      const { data } = await client.GET('/v1/environments', { signal });
      const known = data?.items ?? [];
      for (const name of this.#environments) {
        await this.#attempt(`The calls of environment ${name}`, async () =>
          this.#calls.add(
            await this.#readEnvironment(
              client,
              known.find(environment => environment.name === name),
              signal,
            ),
          ),
        );
      }
    });
  }

  async #attempt(what: string, read: () => Promise<void>) {
    try {
      await read();
      this.#failures.delete(what);
    } catch (error) {
      const reason = stringifyError(error);
      if (this.#failures.get(what) !== reason) {
        this.#failures.set(what, reason);
        this.#logger.warn(`${what} could not be read: ${reason}`);
      }
    }
  }

  async #readEnvironment(
    client: Client<paths>,
    environment: Environment | undefined,
    signal?: AbortSignal,
  ): Promise<ObservedEdge[]> {
    if (!environment) {
      throw new NotFoundError(
        'serviceMesh.environments has none of this name; see catalog.serviceMesh.environments',
      );
    }
    const { name, readable, denied } = environment;
    if (!readable) {
      throw new NotAllowedError(denied);
    }
    const { data } = await client.GET('/v1/environments/{name}/topology', {
      params: { path: { name }, query: { window: WINDOW } },
      signal,
    });
    if (data?.sources.telemetry.state !== 'live') {
      throw new ServiceUnavailableError(
        data?.sources.telemetry.reason ?? 'There is no live telemetry',
      );
    }
    return observedEdges(data);
  }

  async #client(): Promise<Client<paths>> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: PLUGIN,
    });
    return createClient<paths>({
      baseUrl: await this.#discovery.getBaseUrl(PLUGIN),
      headers: { authorization: `Bearer ${token}` },
      fetch: fetchOrThrow,
    });
  }
}
