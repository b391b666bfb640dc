import type { Because, ObjectRef, Origin } from '../resources/types';

/** @public */
export type Severity = 'error' | 'warning' | 'info';

/** That somebody accepts a finding, as the object that it is about says it in annotations. @public */
export interface FindingException {
  /** The object that carries it. */
  object: ObjectRef;
  /** Path of the annotation inside the object. */
  field: string;
  origin?: Origin;
  /** Empty where none is given. */
  reason: string;
  /** The last day on which it counts, as it is written: `2027-01-31`; absent for ever. */
  until?: string;
}

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
  /** What its object says of it; `acceptanceOf` tells whether that counts. */
  exception?: FindingException;
}
