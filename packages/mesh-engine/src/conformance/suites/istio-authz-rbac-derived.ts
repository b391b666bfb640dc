import type { Case } from '../types';
import {
  decideRequest,
  requestOf,
  type Expect,
  type Input,
} from './istio-authz-integration/decideRequest';

/** As the integration's, but the claims are of a token that is verified already. */
export function decide(testCase: Case<Input, Expect>) {
  const request = requestOf(testCase.input);
  const claims = testCase.input.request.jwt?.claims ?? null;
  return decideRequest(testCase, {
    ...request,
    http: request.http && { ...request.http, claims },
  });
}
