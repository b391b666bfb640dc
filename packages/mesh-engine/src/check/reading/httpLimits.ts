import type { Mesh } from '../../mesh/Mesh';
import { perMesh } from '../../mesh/perMesh';
import { perObject } from '../../mesh/perObject';
import { asList, asNumber, asRecord, asText, at } from '../../resources/fields';
import type { KubeObject } from '../../resources/types';
import { parseDuration } from '../../schemas/parseDuration';
import { allDestinations } from './destinations';
import { push } from './push';

/** How long a route of HTTP waits, and how often it tries. */
export interface HttpLimits {
  object: KubeObject;
  /** Path of the route. */
  field: string;
  /** Nanoseconds; undefined where the route does not say, 0 for no limit. */
  timeout?: number;
  perTry?: number;
  /** Tries after the first; 0 where the route does not say. */
  attempts: number;
  retries: Record<string, unknown>;
}

const durationOf = (value: unknown) => parseDuration(asText(value) ?? '');

const limitsOf = perObject(object =>
  asList(at(object, 'spec', 'http')).map((value, index): HttpLimits => {
    const route = asRecord(value);
    const retries = asRecord(route.retries);
    return {
      object,
      field: `spec.http[${index}]`,
      timeout: durationOf(route.timeout),
      perTry: durationOf(retries.perTryTimeout),
      attempts: Math.max(0, asNumber(retries.attempts) ?? 0),
      retries,
    };
  }),
);

/** Every route of HTTP of every VirtualService. */
export const httpLimits = perMesh(mesh =>
  mesh.objects('VirtualService', 'networking.istio.io').flatMap(limitsOf),
);

/** The routes that lead to each host. */
export const limitsByHost: (mesh: Mesh) => ReadonlyMap<string, HttpLimits[]> =
  perMesh(mesh => {
    const byRoute = new Map<KubeObject, Map<string, HttpLimits>>();
    for (const limits of httpLimits(mesh)) {
      const routes = byRoute.get(limits.object) ?? new Map();
      byRoute.set(limits.object, routes.set(limits.field, limits));
    }
    const byHost = new Map<string, HttpLimits[]>();
    for (const { object, field, host, section, isMirror } of allDestinations(
      mesh,
    )) {
      const route = field.replace(/\.route\[.*$/, '');
      const limits =
        section === 'http' && !isMirror
          ? byRoute.get(object)?.get(route)
          : undefined;
      if (limits && !byHost.get(host)?.includes(limits)) {
        push(byHost, host, limits);
      }
    }
    return byHost;
  });
