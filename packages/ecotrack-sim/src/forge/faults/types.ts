/** What can go wrong with a forge, with the parameters that each takes. */
export const FORGE_FAULT_KINDS = {
  /** The request is carried out and the connection closed instead of answered. */
  'lost-response': [],
  /** Answered with 409. */
  conflict: ['message'],
  /** Answered with 422. */
  unprocessable: ['message'],
  /** Answered with 502. */
  'bad-gateway': [],
  /** Answered with 403. */
  forbidden: ['message'],
  /** Answered with 429 and `Retry-After`. */
  'rate-limited': ['retryAfter'],
  /** Answered late. */
  slow: ['milliseconds'],
  /** A branch that takes no commits. */
  'protected-branch': ['repository', 'branch'],
  /** Pull requests that are not seen for some time after they were opened. */
  'delayed-visibility': ['repository', 'milliseconds'],
} as const;

export type ForgeFaultKind = keyof typeof FORGE_FAULT_KINDS;

/** Something that is to go wrong. */
export interface ForgeFault {
  id: string;
  kind: ForgeFaultKind;
  /** Only requests with this method. */
  method?: string;
  /** Only requests whose path has this text. */
  path?: string;
  /** How many requests it strikes; 1 when absent. Branches and visibility stay until they are switched off. */
  times?: number;
  /** `owner/name`. */
  repository?: string;
  branch?: string;
  milliseconds?: number;
  /** Seconds. */
  retryAfter?: number;
  message?: string;
}
