import { validateSchema } from '../../schemas/validateSchema';
import type { Case } from '../types';
import { equal } from '../verdict';

interface Expect {
  valid: boolean;
  errorContains?: string;
}

export function decide({ input, expect }: Case<object, Expect>) {
  const { valid, errorContains = '' } = expect;
  const says = (input.manifests ?? [])
    .flatMap(validateSchema)
    .flatMap(({ because }) => because.map(reason => reason.says));
  return valid
    ? equal(says, [])
    : equal(says.some(text => text.includes(errorContains)) || says, true);
}
