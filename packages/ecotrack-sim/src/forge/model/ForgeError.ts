/** Why the forge does not do what it is asked. */
export type ForgeProblem =
  | 'not-found'
  | 'exists'
  | 'invalid'
  | 'head-moved'
  | 'file-changed'
  | 'not-mergeable'
  | 'protected'
  | 'nothing-to-do';

/** What the forge refuses, as a sentence for people. */
export class ForgeError extends Error {
  readonly name = 'ForgeError';

  constructor(readonly problem: ForgeProblem, message: string) {
    super(message);
  }
}
