import { validateAttachment } from '../parts/attachment';
import { validateTrafficSelectors, validateWasm } from '../parts/wasm';
import type { ObjectOfKind } from './types';

const MAX_CODE = 65536;

export function validateTrafficExtension({ spec }: ObjectOfKind): void {
  const wasm = spec.get('wasm');
  const lua = spec.get('lua');
  validateAttachment(spec);
  if (wasm.isSet === lua.isSet) {
    spec.error(
      'exclusive',
      'exactly one of wasm or lua must be set',
      'Set one of wasm and lua.',
    );
  }
  if (wasm.isSet) {
    validateWasm(wasm);
  }
  if (lua.isSet) {
    const code = lua.get('inlineCode');
    if (code.text === '') {
      code.error('required', 'lua.inlineCode cannot be empty');
    }
    if (code.text.length > MAX_CODE) {
      code.error(
        'range',
        `lua.inlineCode must be at most ${MAX_CODE} characters long`,
        'Shorten it.',
      );
    }
  }
  validateTrafficSelectors(spec.get('match'));
}
