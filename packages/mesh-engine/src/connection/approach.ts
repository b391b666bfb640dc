import type { Because, ObjectRef } from '../resources/types';
import type { ClientTls } from './clientTls';

/** How a caller approaches a service. */
export interface ClientSide {
  /**
   * Nobody stands in between (`direct`), the ztunnel of ambient does, a proxy that knows the service, one that
   * refuses what it does not know, or one that does not know the subset; `unknown` when it is not known whether
   * there is a proxy.
   */
  by: 'direct' | 'ztunnel' | 'proxy' | 'nobody' | 'noSubset' | 'unknown';
  tls?: ClientTls;
  /** Auto mTLS chose: endpoints that cannot do mTLS get plaintext. */
  isAuto: boolean;
  /** All endpoints are treated alike, as the address that was dialled is kept. */
  keepsAddress: boolean;
  destinationRules: ObjectRef[];
  because: Because[];
}

/** An approach without settings of a DestinationRule, unless more is said. */
export const approach = (
  by: ClientSide['by'],
  because: Because[],
  more: Partial<ClientSide> = {},
): ClientSide => ({
  by,
  isAuto: false,
  keepsAddress: false,
  destinationRules: [],
  because,
  ...more,
});
