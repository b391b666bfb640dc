import type { PeerMode } from '../../mtls/types';
import type { Because } from '../../resources/types';
import type { ConnectionOutcome, Wire } from '../types';

/** What a caller puts on the wire, and whose certificates it is made with. */
export interface Sent {
  wire: Wire;
  /** Certificates of its own, which the DestinationRule names. */
  ownCertificates: boolean;
}

/** What a server makes of it. */
export interface Received {
  outcome: ConnectionOutcome;
  mode?: PeerMode;
  because: Because[];
  dependsOn?: string;
}
