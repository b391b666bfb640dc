import type { Because, ObjectRef, Origin } from '../resources/types';

/** @public */
export type Severity = 'error' | 'warning' | 'info';

/** Something about the resources that somebody should know. Codes are stable. @public */
export interface Finding {
  /** Such as `MESH0001`. */
  code: string;
  severity: Severity;
  object?: ObjectRef;
  /** Path inside the object. */
  field?: string;
  origin?: Origin;
  /** A sentence that a newcomer understands. */
  message: string;
  /** How to mend it. */
  fix: string;
  because: Because[];
}
