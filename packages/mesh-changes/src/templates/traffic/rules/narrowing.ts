import type { GatewayMatch, HttpMatch } from '../routes/types';

/** Requests that a rule of their own is for, told by what they have beside what another rule asks for. */
export interface Narrowing {
  /** In words, for a title. */
  inWords: string;
  /** The matches of the rule of their own; none when the other rule takes no such requests. */
  istio(matches: readonly HttpMatch[]): HttpMatch[];
  gatewayApi(matches: readonly GatewayMatch[]): GatewayMatch[];
}
