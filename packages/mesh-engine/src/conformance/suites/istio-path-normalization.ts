import { normalizePath } from '../../authorize/normalizePath';
import type { PathNormalization } from '../../mesh/meshConfig';
import type { Case } from '../types';
import { equal } from '../verdict';

interface Input {
  normalization: PathNormalization;
  path: string;
}

interface Expect {
  path?: string;
  /** 400 where Envoy refuses the request. */
  status?: number;
}

export function decide({ input, expect }: Case<Input, Expect>) {
  return equal(normalizePath(input.path, input.normalization), expect.path);
}
