import type { Because } from '../resources/types';

/** Mode of a PeerAuthentication after inheritance. @public */
export type PeerMode = 'STRICT' | 'PERMISSIVE' | 'DISABLE';

/** @public */
export interface MtlsAnswer {
  /** What the policies say. */
  mode: PeerMode;
  /**
   * What a caller meets: `strict` refuses plaintext, `permissive` takes both, `plaintext` terminates no mTLS
   * (DISABLE, or no proxy in front of the workload), `unknown` when it cannot be told (pods known only in part,
   * some with and some without a proxy).
   */
  effective: 'strict' | 'permissive' | 'plaintext' | 'unknown';
  because: Because[];
}
