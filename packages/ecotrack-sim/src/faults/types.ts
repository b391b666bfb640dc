const WORKLOAD = ['namespace', 'name'] as const;

/** What can go wrong: the fields that each kind needs beside the cluster, those it may have, and what it does. */
export const FAULT_KINDS = {
  'service-errors': {
    needs: WORKLOAD,
    may: ['version', 'share'],
    says: 'a share of the answers of a service, or of one version of it, are errors',
  },
  'slow-version': {
    needs: [...WORKLOAD, 'version'],
    may: ['factor'],
    says: 'one version of a service answers slower by a factor',
  },
  'missing-sidecar': {
    needs: WORKLOAD,
    may: [],
    says: 'the pods of a workload are replaced by pods without a proxy',
  },
  'plaintext-callers': {
    needs: WORKLOAD,
    may: [],
    says: 'a client without a proxy calls a service in plaintext',
  },
  'expiring-certificate': {
    needs: WORKLOAD,
    may: ['minutes'],
    says: 'the certificate of a workload is not rotated and expires',
  },
  'istiod-away': { needs: [], may: [], says: 'no istiod pod is ready' },
  'prometheus-away': { needs: [], may: [], says: 'Prometheus answers 503' },
  'apiserver-away': {
    needs: [],
    may: [],
    says: 'connections to the Kubernetes API are cut',
  },
  'sync-paused': {
    needs: [],
    may: [],
    says: 'Argo CD sees changes in Git and does not sync them',
  },
  'unreadable-kind': {
    needs: ['resource'],
    may: [],
    says: 'the Kubernetes API refuses to list and watch a kind, such as peerauthentications',
  },
  'watch-drop': { needs: [], may: [], says: 'open watches end now, once' },
  'watch-gone': {
    needs: [],
    may: [],
    says: 'watches are told 410 Gone now and the history is forgotten, once',
  },
} as const;

/** @public */
export type FaultKind = keyof typeof FAULT_KINDS;

/** Something that goes wrong in a cluster. @public */
export interface Fault {
  id: string;
  cluster: string;
  kind: FaultKind;
  /** When it was switched on, in milliseconds. */
  since: number;
  namespace?: string;
  /** Service or workload. */
  name?: string;
  /** Plural of a kind. */
  resource?: string;
  /** Canonical revision. */
  version?: string;
  /** 0..1, for errors; 0.2 when absent. */
  share?: number;
  /** For slowness; 10 when absent. */
  factor?: number;
  /** Until a certificate expires; 30 when absent. */
  minutes?: number;
}
