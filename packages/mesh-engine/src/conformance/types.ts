import type { KubeObject } from '../resources/types';

/** A case of a conformance suite; `input` and `expect` are of the suite's own format. */
export interface Case<Input = Record<string, unknown>, Expect = unknown> {
  id: string;
  input: Input & { manifests?: KubeObject[] };
  expect: Expect;
  [tag: string]: unknown;
}

/** Not applicable is for what an engine without Envoy cannot decide, and for what contradicts Istio. */
export type Verdict =
  | { state: 'passed' }
  | { state: 'failed'; message: string }
  | { state: 'notApplicable'; reason: string };
