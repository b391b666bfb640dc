import { validateSelector } from '../parts/selector';
import type { ObjectOfKind } from './types';

export function validateProxyConfig({ spec }: ObjectOfKind): void {
  const concurrency = spec.get('concurrency');
  validateSelector(spec.get('selector'));
  if (concurrency.number < 0) {
    concurrency.error(
      'range',
      'concurrency must be greater than or equal to 0',
      'Write 0 for all cores, or the number of threads.',
    );
  }
}
