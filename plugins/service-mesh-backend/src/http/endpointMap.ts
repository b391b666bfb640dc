import type { paths } from '@ecotrack/backstage-plugin-service-mesh-common';

type Methods = 'get' | 'post' | 'put' | 'delete';
type Alias<M extends Methods> = M extends 'delete' ? '_delete' : M;
type JsonOf<R> = R extends { content: { 'application/json': infer J } }
  ? J
  : void;
type Responses<O> = O extends { responses: infer R }
  ? R extends { 200: infer Ok }
    ? JsonOf<Ok>
    : void
  : void;
type Param<O, K extends 'path' | 'query'> = O extends { parameters: infer P }
  ? K extends keyof P
    ? NonNullable<P[K]> extends object
      ? NonNullable<P[K]>
      : {}
    : {}
  : {};
type Body<O> = O extends {
  requestBody: { content: { 'application/json': infer B } };
}
  ? { body: B }
  : {};
type Entries = {
  [P in keyof paths & string]: {
    [M in Methods]: paths[P] extends Record<M, infer O>
      ? O extends undefined
        ? never
        : {
            key: `#${Alias<M>}|${P}`;
            value: {
              path: Param<O, 'path'>;
              query: Param<O, 'query'>;
              response: Responses<O> | Error;
            } & Body<O>;
          }
      : never;
  }[Methods];
}[keyof paths & string];

/** The paths of openapi.yaml as Backstage's typed router wants them. */
export type EndpointMap = { [E in Entries as E['key']]: E['value'] };
