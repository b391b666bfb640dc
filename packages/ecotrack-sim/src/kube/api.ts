import express, {
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import {
  groupOf,
  refKey,
  refOf,
  type KnownKind,
  type KubeObject,
} from '@ecotrack/mesh-engine';
import type { ClusterStore } from '../cluster/ClusterStore';
import { groupList, resourceList } from './discovery';
import { filterOf } from './filters';
import { atVersion, servedKinds } from './resources';
import { gone, refuse } from './status';
import type { Watches } from './watch';

/** What the Kubernetes API of a cluster answers from. */
export interface KubernetesApiOptions {
  store: ClusterStore;
  watches: Watches;
  /** What a metrics server would say about these pods. */
  podMetrics(pods: readonly KubeObject[]): KubeObject[];
}

type Answer = (request: Request, response: Response, kind: KnownKind) => void;

function notFound(response: Response): void {
  const message = 'the server could not find the requested resource';
  refuse(response, 404, 'NotFound', message);
}

const versionOf = (request: Request) => request.params.version ?? 'v1';

const apiVersionOf = (request: Request, { group }: KnownKind) =>
  group ? `${group}/${versionOf(request)}` : versionOf(request);

class KubernetesApi {
  readonly #options: KubernetesApiOptions;

  constructor(options: KubernetesApiOptions) {
    this.#options = options;
  }

  #objects(kind: KnownKind): KubeObject[] {
    const { store, podMetrics } = this.#options;
    const all = (wanted: string, group: string) =>
      store.objects.filter(
        object =>
          object.kind === wanted && groupOf(object.apiVersion) === group,
      );
    return kind.kind === 'PodMetrics'
      ? podMetrics(all('Pod', ''))
      : all(kind.kind, kind.group);
  }

  list: Answer = (request, response, kind) => {
    const { query } = request;
    const filter = filterOf(request);
    if (!filter) {
      const message = `field label not supported: ${query.fieldSelector}`;
      refuse(response, 400, 'BadRequest', message);
    } else if (query.watch === '1' || query.watch === 'true') {
      this.#options.watches.serve(request, response, {
        includes: object =>
          object.kind === kind.kind &&
          groupOf(object.apiVersion) === kind.group &&
          filter(object),
        present: object => atVersion(object, versionOf(request)),
        apiVersion: apiVersionOf(request, kind),
        kind: kind.kind,
      });
    } else {
      this.#page(request, response, kind, this.#objects(kind).filter(filter));
    }
  };

  /**
   * Pages go by key and all carry the version of the first one: what changes meanwhile behind the cursor is told by a
   * watch from that version.
   */
  #page(
    request: Request,
    response: Response,
    kind: KnownKind,
    objects: KubeObject[],
  ): void {
    const { store } = this.#options;
    const token = String(request.query.continue ?? '');
    const [, version = String(store.version), after = ''] =
      /^(\d+):(.*)$/.exec(token) ?? [];
    if (store.since(Number(version)) === undefined) {
      response.status(410).json(gone(Number(version)));
      return;
    }
    const keyOf = (object: KubeObject) => refKey(refOf(object));
    const rest = objects
      .filter(object => keyOf(object) > after)
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const limit = Number(request.query.limit ?? 0) || rest.length;
    const page = rest.slice(0, limit);
    const remaining = rest.length - page.length;
    response.json({
      kind: `${kind.kind}List`,
      apiVersion: apiVersionOf(request, kind),
      metadata: {
        resourceVersion: version,
        ...(remaining > 0 && {
          continue: `${version}:${keyOf(page[page.length - 1])}`,
          remainingItemCount: remaining,
        }),
      },
      items: page.map(object => atVersion(object, versionOf(request))),
    });
  }

  get: Answer = (request, response, kind) => {
    const { namespace, name } = request.params;
    const object = this.#objects(kind).find(
      ({ metadata }) =>
        metadata.name === name && metadata.namespace === namespace,
    );
    if (object) {
      response.json(atVersion(object, versionOf(request)));
    } else {
      const message = `${kind.plural} "${name}" not found`;
      refuse(response, 404, 'NotFound', message);
    }
  };
}

/** The read-only part of the Kubernetes API, for the kinds that are served. */
export function kubernetesApi(options: KubernetesApiOptions): express.Router {
  const router = express.Router();
  const api = new KubernetesApi(options);

  router.get('/version', (_, response) => {
    response.json({ major: '1', minor: '34', gitVersion: 'v1.34.0' });
  });
  router.get('/api', (_, response) => {
    response.json({ kind: 'APIVersions', versions: ['v1'] });
  });
  router.get('/apis', (_, response) => {
    response.json(groupList());
  });

  const handle =
    (answer: Answer): RequestHandler =>
    (request, response) => {
      const kind = servedKinds(
        request.params.group ?? '',
        versionOf(request),
      ).find(({ plural }) => plural === request.params.plural);
      if (kind) {
        answer(request, response, kind);
      } else {
        notFound(response);
      }
    };
  for (const base of ['/api/:version', '/apis/:group/:version']) {
    router.get(base, (request, response) => {
      const { group = '' } = request.params;
      const resources = resourceList(group, versionOf(request));
      if (resources) {
        response.json(resources);
      } else {
        notFound(response);
      }
    });
    router.get(`${base}/:plural`, handle(api.list));
    router.get(`${base}/namespaces/:namespace/:plural`, handle(api.list));
    router.get(`${base}/namespaces/:namespace/:plural/:name`, handle(api.get));
    router.get(`${base}/:plural/:name`, handle(api.get));
  }

  router.use((request, response) => {
    if (request.method === 'GET') {
      notFound(response);
    } else {
      refuse(response, 403, 'Forbidden', "the platform's API is read-only");
    }
  });
  return router;
}
