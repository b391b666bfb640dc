import { validateAttachment } from '../parts/attachment';
import { validateTrafficSelectors, validateWasm } from '../parts/wasm';
import type { ObjectOfKind } from './types';

export function validateWasmPlugin({ spec }: ObjectOfKind): void {
  validateAttachment(spec);
  validateWasm(spec);
  validateTrafficSelectors(spec.get('match'));
}
