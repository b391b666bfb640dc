import type { Finding } from '../findings/types';

/** A finding about a kustomization file. What is only not rendered warns; what is wrong is an error. */
export function kustomizeFinding(
  file: string,
  code: string,
  field: string,
  message: string,
  fix: string,
): Finding {
  return {
    code,
    severity: code === 'MESH0010' ? 'warning' : 'error',
    field,
    origin: { file, line: 1, column: 1 },
    message,
    fix,
    because: [],
  };
}
