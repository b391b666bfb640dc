import { selector } from '../parts/selectors';
import { integer, map, nullable, object, text, type Infer } from '../schema';

export const proxyConfig = object({
  concurrency: nullable(integer({ min: 0 })),
  environmentVariables: map(text({ max: 2048 })),
  image: object({ imageType: text() }),
  selector,
});

export type ProxyConfigSpec = Infer<typeof proxyConfig>;
