/** What every field of the form may ask for. */
export interface FieldContext {
  /** By picker, what exists. */
  choices: Readonly<Record<string, readonly string[]>>;
  /** By id of the field. */
  problems: ReadonlyMap<string, readonly string[]>;
}
