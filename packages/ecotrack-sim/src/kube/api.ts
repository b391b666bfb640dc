import express, { type Request, type Response } from 'express';
import type { KnownKind, KubeObject } from '@ecotrack/mesh-engine';
import { groupOf } from '@ecotrack/mesh-engine';
import type { ClusterStore } from '../cluster/ClusterStore';
import { atVersion, servedGroups, servedKind, servedKinds } from './resources';
import { gone, refuse } from './status';
import type { Watches } from './watch';

type Filter = (object: KubeObject) => boolean;

/** Equality, inequality, existence, `in` and `notin`, as in `kubectl --selector`. */
function labelFilter(selector: string): Filter {
  const terms = selector.match(/[^,(]+(?:\([^)]*\))?/g) ?? [];
  const tests = terms.map(term => {
    const set = /^\s*(\S+)\s+(in|notin)\s+\(([^)]*)\)\s*$/.exec(term);
    if (set) {
      const values = set[3].split(',').map(value => value.trim());
      return (labels: Record<string, string>) =>
        values.includes(labels[set[1]]) === (set[2] === 'in');
    }
    const [key, value] = term.split(/!=|==?/).map(part => part.trim());
    if (value === undefined) {
      return (labels: Record<string, string>) =>
        key.startsWith('!') ? !(key.slice(1) in labels) : key in labels;
    }
    return (labels: Record<string, string>) =>
      (labels[key] === value) === !term.includes('!=');
  });
  return ({ metadata }) => tests.every(test => test(metadata.labels ?? {}));
}

function fieldFilter(selector: string): Filter {
  const terms = selector.split(',').map(term => term.split(/==?/));
  return ({ metadata }) =>
    terms.every(([field, value]) =>
      field === 'metadata.name'
        ? metadata.name === value
        : field === 'metadata.namespace'
        ? metadata.namespace === value
        : true,
    );
}

function filterOf(request: Request, kind: KnownKind): Filter {
  const { namespace } = request.params;
  const { labelSelector, fieldSelector } = request.query;
  const filters: Filter[] = [
    object =>
      object.kind === kind.kind && groupOf(object.apiVersion) === kind.group,
  ];
  if (namespace) {
    filters.push(object => object.metadata.namespace === namespace);
  }
  if (labelSelector) {
    filters.push(labelFilter(String(labelSelector)));
  }
  if (fieldSelector) {
    filters.push(fieldFilter(String(fieldSelector)));
  }
  return object => filters.every(filter => filter(object));
}

/** The read-only part of the Kubernetes API, for the kinds that are served. */
export function kubernetesApi(store: ClusterStore, watches: Watches) {
  const router = express.Router({ mergeParams: true });
  const groups = servedGroups();

  router.get('/version', (_, response) => {
    response.json({ major: '1', minor: '34', gitVersion: 'v1.34.0' });
  });
  router.get('/api', (_, response) => {
    response.json({ kind: 'APIVersions', versions: ['v1'] });
  });
  router.get('/apis', (_, response) => {
    response.json({
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: [...groups]
        .filter(([name]) => name !== '')
        .map(([name, versions]) => {
          const served = versions.map(version => ({
            groupVersion: `${name}/${version}`,
            version,
          }));
          return { name, versions: served, preferredVersion: served[0] };
        }),
    });
  });

  const discover = (group: string, version: string, response: Response) => {
    const kinds = servedKinds(group, version);
    if (kinds.length === 0) {
      refuse(
        response,
        404,
        'NotFound',
        'the server could not find the requested resource',
      );
      return;
    }
    response.json({
      kind: 'APIResourceList',
      apiVersion: 'v1',
      groupVersion: group ? `${group}/${version}` : version,
      resources: kinds.map(({ kind, plural, namespaced }) => ({
        name: plural,
        singularName: kind.toLowerCase(),
        kind,
        namespaced,
        verbs: ['get', 'list', 'watch'],
      })),
    });
  };

  const list = (request: Request, response: Response, kind: KnownKind) => {
    const { version } = request.params;
    const served = version ?? 'v1';
    const apiVersion = kind.group ? `${kind.group}/${served}` : served;
    const includes = filterOf(request, kind);
    const present = (object: KubeObject) => atVersion(object, served);
    if (request.query.watch === '1' || request.query.watch === 'true') {
      watches.serve(request, response, {
        includes,
        present,
        apiVersion,
        kind: kind.kind,
      });
      return;
    }
    const [at, offset] = String(request.query.continue ?? `${store.version}:0`)
      .split(':')
      .map(Number);
    if (store.since(at) === undefined) {
      response.status(410).json(gone(at));
      return;
    }
    const all = store.objects.filter(includes);
    const limit = Number(request.query.limit ?? 0) || all.length;
    const page = all.slice(offset, offset + limit);
    const remaining = all.length - offset - page.length;
    response.json({
      kind: `${kind.kind}List`,
      apiVersion,
      metadata: {
        resourceVersion: String(at),
        ...(remaining > 0 && {
          continue: `${at}:${offset + page.length}`,
          remainingItemCount: remaining,
        }),
      },
      items: page.map(present),
    });
  };

  const get = (request: Request, response: Response, kind: KnownKind) => {
    const { version, namespace, name } = request.params;
    const object = store.get({
      apiVersion: kind.group ? `${kind.group}/v1` : 'v1',
      kind: kind.kind,
      namespace,
      name,
    });
    if (object) {
      response.json(atVersion(object, version ?? 'v1'));
    } else {
      refuse(response, 404, 'NotFound', `${kind.plural} "${name}" not found`);
    }
  };

  const route = (
    base: string,
    groupOfRequest: (request: Request) => string,
  ) => {
    const handle =
      (act: typeof list) => (request: Request, response: Response) => {
        const kind = servedKind(
          groupOfRequest(request),
          request.params.version ?? 'v1',
          request.params.plural,
        );
        if (kind) {
          act(request, response, kind);
        } else {
          refuse(
            response,
            404,
            'NotFound',
            'the server could not find the requested resource',
          );
        }
      };
    router.get(base, (request, response) =>
      discover(
        groupOfRequest(request),
        request.params.version ?? 'v1',
        response,
      ),
    );
    router.get(`${base}/:plural`, handle(list));
    router.get(`${base}/namespaces/:namespace/:plural`, handle(list));
    router.get(`${base}/namespaces/:namespace/:plural/:name`, handle(get));
    router.get(`${base}/:plural/:name`, handle(get));
  };
  route('/api/v1', () => '');
  route('/apis/:group/:version', request => request.params.group);

  router.use((request, response) => {
    if (request.method === 'GET') {
      refuse(
        response,
        404,
        'NotFound',
        'the server could not find the requested resource',
      );
    } else {
      refuse(response, 403, 'Forbidden', 'this API is read-only');
    }
  });
  return router;
}
