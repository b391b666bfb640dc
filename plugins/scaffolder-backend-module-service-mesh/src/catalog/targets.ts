import type { EntityService } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { z } from 'zod/v3';
import type {
  callers,
  dataStores,
  dependencies,
  externalApis,
} from '../actions/onboard.fields';

type Items<F extends (zod: typeof z) => z.ZodTypeAny> = z.infer<ReturnType<F>>;

/** Who calls a service, and what it calls, as a step says it. */
export interface Access {
  callers?: Items<typeof callers>;
  dependencies?: Items<typeof dependencies>;
  dataStores?: Items<typeof dataStores>;
  externalApis?: Items<typeof externalApis>;
}

type Entry<F extends keyof Access> = {
  field: F;
  entry: NonNullable<Access[F]>[number];
};

/** The field that a called service belongs to, and what it says there. */
export type Target =
  | Entry<'dependencies'>
  | Entry<'dataStores'>
  | Entry<'externalApis'>;

const STORES = [
  ['postgresql', /postgres/],
  ['redis', /redis/],
  ['kafka', /kafka/],
] as const;

/** What a service is called at a port, as a step says it. */
export function targetOf(service: EntityService, port: number): Target {
  const { kind, namespace, name, host } = service;
  if (kind === 'external') {
    return { field: 'externalApis', entry: { host, port } };
  }
  const carries = service.ports.map(each => each.protocol);
  const words = [
    name,
    ...service.ports.map(each => each.name ?? ''),
    ...carries,
  ];
  const [store] =
    STORES.find(([, word]) => words.some(each => word.test(each))) ?? [];
  return store && !carries.some(each => /^(http|grpc)/.test(each))
    ? {
        field: 'dataStores',
        entry: { kind: store, namespace, service: name, port },
      }
    : { field: 'dependencies', entry: { namespace, service: name, port } };
}

/** Whether a step names a called service itself. */
export function isGiven(
  { dependencies = [], dataStores = [], externalApis = [] }: Access,
  { namespace, name, host }: EntityService,
): boolean {
  const isIt = (each: { namespace?: string; service?: string }) =>
    each.namespace === namespace && each.service === name;
  return (
    dependencies.some(each => isIt(each) || each.host === host) ||
    dataStores.some(each =>
      isIt({ ...each, service: each.service ?? each.kind }),
    ) ||
    externalApis.some(each => each.host === host)
  );
}
