import type { Severity } from '../findings/types';
import type { Mesh } from '../mesh/Mesh';
import type { Because, ObjectRef } from '../resources/types';

/** What a check says of one object; code, severity and place are added by `checkMesh`. */
export interface Violation {
  object: ObjectRef;
  /** Path inside the object, such as `spec.http[0].route[1].destination.host`. */
  field?: string;
  /** A sentence that a newcomer understands. */
  message: string;
  /** How to mend it. */
  fix: string;
  because?: Because[];
  /** Where it is not that of the check. */
  severity?: Severity;
}

/** One thing that can be wrong with a mesh. One file each, in `checks/`. */
export interface Check {
  /** Stable; never given to another check. */
  code: string;
  severity: Severity;
  /** What is wrong, in a few words. */
  title: string;
  /** Codes of the same thing in Kiali, such as `KIA1101`, and in `istioctl analyze`, such as `IST0101`. */
  kiali?: readonly string[];
  istioctl?: readonly string[];
  find(mesh: Mesh): Iterable<Violation>;
}
