import type { ObjectRef } from '@ecotrack/mesh-engine';

/** A change that the files of the repository cannot take. @public */
export class EditError extends Error {
  override readonly name = 'EditError';

  /** @param message - names the object, what is in the way and what to do */
  constructor(message: string, readonly object?: ObjectRef) {
    super(message);
  }
}
