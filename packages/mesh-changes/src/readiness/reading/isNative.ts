import type { Mesh } from '@ecotrack/mesh-engine';
import type { PodTemplate } from './podTemplate';
import { nativeSidecars, type Told } from './proxies';

const ANNOTATION = 'sidecar.istio.io/nativeSidecar';

/** Whether the proxy of these pods is a native sidecar: they may say so themselves. */
export function isNative(
  mesh: Mesh,
  { annotations, object }: PodTemplate,
): Told {
  const own = annotations[ANNOTATION];
  return own === 'true' || own === 'false'
    ? { is: own === 'true', because: [object] }
    : nativeSidecars(mesh);
}
