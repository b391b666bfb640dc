import type { Because } from '../resources/types';

/** Mode of a PeerAuthentication after inheritance. @public */
export type PeerMode = 'STRICT' | 'PERMISSIVE' | 'DISABLE';

/** @public */
export interface MtlsAnswer {
  /** What the policies say. */
  mode: PeerMode;
  /**
   * What a caller meets: `strict` refuses plaintext, `permissive` takes both (one pod or another of them),
   * `plaintext` terminates no mTLS (DISABLE, or no proxy in front of the workload), `unknown` when nothing that the
   * engine knows decides, such as a host outside the mesh. Where no pods are known, the policies decide.
   */
  effective: 'strict' | 'permissive' | 'plaintext' | 'unknown';
  because: Because[];
}
