import type { MessagesByField } from '../fieldProblems';

/** What every field of the form may ask for. */
export interface FieldContext {
  /** By picker, what exists. */
  choices: Readonly<Record<string, readonly string[]>>;
  /** What is wrong with what was given. */
  problems: MessagesByField;
  /** What is still to be given. */
  hints: MessagesByField;
}
