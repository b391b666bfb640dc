import type { Field } from '../Field';

/** Values of a source or an operation, of which none may be empty. */
export function refuseEmptyValues(
  parent: Field,
  lists: readonly string[],
): void {
  for (const name of lists) {
    for (const entry of parent.get(name).items) {
      if (entry.word === '') {
        entry.error(
          'required',
          `empty value not allowed, found in ${name}`,
          'Write a value, or remove the entry.',
        );
      }
    }
  }
}
