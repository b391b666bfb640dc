import type { KubeObject, ObjectRef } from '../resources/types';

/** A server whose callers cannot all be named. @public */
export interface UnidentifiedCallers {
  server: ObjectRef;
  /** Requests per second without an identity. */
  requestRate: number;
  says: string;
}

/** A caller that the observed time may have missed. @public */
export interface RareCaller {
  caller: ObjectRef;
  says: string;
}

/** The objects that observed traffic needs, and no more. @public */
export interface LeastPrivilege {
  /** One for each server, by labels that its next release keeps. */
  authorizationPolicies: KubeObject[];
  /** One for each caller with the hosts that it calls. */
  sidecars: KubeObject[];
  /** Servers that would refuse somebody: no policy is proposed for them. */
  unidentified: UnidentifiedCallers[];
  /** To be asked before the policies are enforced. */
  rare: RareCaller[];
}
