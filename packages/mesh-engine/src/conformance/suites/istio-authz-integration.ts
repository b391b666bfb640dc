import type { Case } from '../types';
import {
  decideRequest,
  requestOf,
  type Expect,
  type Input,
} from './istio-authz-integration/decideRequest';

export function decide(testCase: Case<Input, Expect>) {
  return decideRequest(testCase, requestOf(testCase.input));
}
