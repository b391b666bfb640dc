import type { Mesh } from '../../mesh/Mesh';
import type { Finding, FindingException } from '../types';
import { exceptionAnnotations } from './exceptionAnnotations';

/** What the object of a finding says of it, whether that counts or not. */
export function exceptionOf(
  mesh: Mesh,
  { code, object: ref }: Finding,
): FindingException | undefined {
  const object = ref && mesh.get(ref);
  if (!object) {
    return undefined;
  }
  const names = exceptionAnnotations(code);
  const { [names.reason]: reason, [names.until]: until } =
    object.metadata.annotations ?? {};
  if (reason === undefined && until === undefined) {
    return undefined;
  }
  const name = reason === undefined ? names.until : names.reason;
  return {
    object: ref,
    field: `metadata.annotations["${name}"]`,
    origin: mesh.originOf(ref, ['metadata', 'annotations', name]),
    reason: (reason ?? '').trim(),
    ...(until !== undefined && { until: until.trim() }),
  };
}
