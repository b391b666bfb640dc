import type { CallerClass } from '../access/callersFor';
import type { Workload } from '../mesh/types';
import type { ObservedCall } from './types';

interface Placed {
  call: ObservedCall;
  place: number;
}

/** Observed requests by who serves them. */
export class Traffic {
  readonly #isKnown: boolean;
  readonly #byServer = new Map<string, Placed[]>();

  constructor(calls: readonly ObservedCall[] | undefined) {
    this.#isKnown = calls !== undefined;
    calls?.forEach((call, place) => {
      const key = `${call.server.namespace}/${call.server.workload}`;
      const known = this.#byServer.get(key);
      if (known) {
        known.push({ call, place });
      } else {
        this.#byServer.set(key, [{ call, place }]);
      }
    });
  }

  /** Requests per second to the servers, of some callers or of all; undefined when no traffic is known. */
  rateTo(
    servers: readonly Workload[],
    caller?: CallerClass,
  ): number | undefined {
    const keys = new Set(
      servers.map(({ namespace, name }) => `${namespace}/${name}`),
    );
    const isOutside =
      caller && !caller.callers.rest && caller.callers.workloads.length === 0;
    return this.#isKnown
      ? [...keys]
          .flatMap(key => this.#byServer.get(key) ?? [])
          .sort((a, b) => a.place - b.place)
          .map(({ call }) => call)
          .filter(
            ({ client }) =>
              !caller ||
              (client
                ? caller.includes(`${client.namespace}/${client.workload}`)
                : isOutside),
          )
          .reduce((sum, { requestRate }) => sum + requestRate, 0)
      : undefined;
  }
}
