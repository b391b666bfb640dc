import { serverTls } from '../parts/serverTls';
import {
  list,
  map,
  object,
  required,
  text,
  uint32,
  type Infer,
} from '../schema';

export const gateway = object({
  selector: map(text()),
  servers: list(
    object({
      bind: text(),
      defaultEndpoint: text(),
      hosts: required(list(text())),
      name: text(),
      port: required(
        object({
          name: required(text()),
          number: required(uint32()),
          protocol: required(text()),
          targetPort: uint32(),
        }),
      ),
      tls: serverTls,
    }),
  ),
});

export type GatewaySpec = Infer<typeof gateway>;
