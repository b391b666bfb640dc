import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError, ServiceUnavailableError } from '@backstage/errors';
import type {
  Change,
  ChangeDetail,
  ChangePreview,
  ChangeRequest,
  PlacedEntity,
  paths,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import createClient from 'openapi-fetch';

/** A change of one environment. */
export type WantedChange = Pick<
  ChangeRequest,
  'template' | 'parameters' | 'reason' | 'expiresAt'
> &
  Partial<Pick<ChangeRequest, 'acknowledgeUnknown' | 'draft'>> & {
    environment: string;
  };

/** Who asks, and how long. */
export interface Initiator {
  getInitiatorCredentials(): Promise<BackstageCredentials>;
  signal?: AbortSignal;
}

async function answered(request: Request): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(request);
  } catch (error) {
    if (request.signal.aborted) {
      throw error;
    }
    throw new ServiceUnavailableError(
      'The back end of the service mesh does not answer',
      error,
    );
  }
  if (response.ok) {
    return response;
  }
  const { cause, statusCode } = await ResponseError.fromResponse(response);
  throw statusCode < 500
    ? cause
    : new ServiceUnavailableError(
        `The back end of the service mesh fails: ${cause.message}`,
        cause,
      );
}

/** Asks the back end of the service mesh in the name of the person who runs a template. */
export class MeshClient {
  readonly #options: {
    auth: AuthService;
    discovery: DiscoveryService;
    appUrl: string;
  };

  constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    /** Where people find the portal. */
    appUrl: string;
  }) {
    this.#options = options;
  }

  /** The page of a change. */
  urlOf(changeId: string): string {
    return `${this.#options.appUrl.replace(
      /\/$/,
      '',
    )}/mesh/changes/${encodeURIComponent(changeId)}`;
  }

  /** What a change would do; writes nothing. */
  async preview(
    wanted: WantedChange,
    initiator: Initiator,
  ): Promise<ChangePreview> {
    const { preview } = await this.#ask(wanted, true, initiator);
    if (!preview) {
      throw new ServiceUnavailableError('The preview of the change is missing');
    }
    return preview;
  }

  /** Proposes a change, or goes on with the open one of the same intent. It is not cut off, so that one knows what was made. */
  async propose(
    wanted: WantedChange,
    { getInitiatorCredentials, signal }: Initiator,
  ): Promise<{ change: Change; isNew: boolean }> {
    signal?.throwIfAborted();
    const { change, created = false } = await this.#ask(wanted, false, {
      getInitiatorCredentials,
    });
    if (!change) {
      throw new ServiceUnavailableError(
        'The change that was proposed is missing',
      );
    }
    return { change, isNew: created };
  }

  /** Withdraws a change that is open, with the branch and the pull request that it may have. */
  async withdraw(
    id: string,
    reason: string,
    { getInitiatorCredentials }: Initiator,
  ): Promise<void> {
    const client = await this.#client({ getInitiatorCredentials });
    await client.POST('/v1/changes/{id}/actions', {
      params: { path: { id } },
      body: { action: 'withdraw', dryRun: false, reason },
    });
  }

  async change(id: string, initiator: Initiator): Promise<ChangeDetail> {
    const client = await this.#client(initiator);
    const { data } = await client.GET('/v1/changes/{id}', {
      params: { path: { id } },
      signal: initiator.signal,
    });
    if (!data) {
      throw new ServiceUnavailableError(`The change ${id} came back empty`);
    }
    return data;
  }

  /** Entities of the catalog with the services of an environment that they are. */
  async entities(
    environment: string,
    initiator: Initiator,
  ): Promise<PlacedEntity[]> {
    const client = await this.#client(initiator);
    const { data } = await client.GET('/v1/environments/{name}/entities', {
      params: { path: { name: environment } },
      signal: initiator.signal,
    });
    if (data?.sources.catalog?.state !== 'live') {
      throw new ServiceUnavailableError(
        data?.sources.catalog?.reason ?? 'The catalog does not answer',
      );
    }
    return data.items;
  }

  /** Whether an environment has a service. */
  async hasService(
    environment: string,
    { namespace, service }: { namespace: string; service: string },
    initiator: Initiator,
  ): Promise<boolean> {
    const client = await this.#client(initiator);
    try {
      await client.GET(
        '/v1/environments/{name}/services/{namespace}/{service}',
        {
          params: { path: { name: environment, namespace, service } },
          signal: initiator.signal,
        },
      );
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'NotFoundError') {
        return false;
      }
      throw error;
    }
  }

  async #ask(
    {
      environment,
      acknowledgeUnknown = false,
      draft = false,
      ...request
    }: WantedChange,
    dryRun: boolean,
    initiator: Initiator,
  ) {
    const client = await this.#client(initiator);
    const { data } = await client.POST('/v1/environments/{name}/changes', {
      params: { path: { name: environment } },
      body: { ...request, acknowledgeUnknown, draft, dryRun },
      signal: initiator.signal,
    });
    return data ?? {};
  }

  async #client(initiator: Initiator) {
    const { auth, discovery } = this.#options;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await initiator.getInitiatorCredentials(),
      targetPluginId: 'service-mesh',
    });
    return createClient<paths>({
      baseUrl: await discovery.getBaseUrl('service-mesh'),
      headers: { authorization: `Bearer ${token}` },
      fetch: answered,
    });
  }
}
