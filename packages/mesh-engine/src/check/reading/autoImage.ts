import { containersOf } from './podSpecs';

/** Whether the proxy of a pod has the image that stands for that of the injection. */
export const hasAutoImage = (spec: unknown): boolean =>
  containersOf(spec).some(
    ({ container }) =>
      container.name === 'istio-proxy' && container.image === 'auto',
  );
