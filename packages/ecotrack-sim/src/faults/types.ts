/** What can go wrong, and what each needs beside the cluster. */
export const FAULT_KINDS = {
  'service-errors': {
    needs: ['namespace', 'name'],
    says: 'a share of the answers of a service, or of one version of it, are errors',
  },
  'slow-version': {
    needs: ['namespace', 'name', 'version'],
    says: 'one version of a service answers slower by a factor',
  },
  'missing-sidecar': {
    needs: ['namespace', 'name'],
    says: 'the pods of a workload have no proxy',
  },
  'plaintext-callers': {
    needs: ['namespace', 'name'],
    says: 'a client without a proxy calls a service in plaintext',
  },
  'expiring-certificate': {
    needs: ['namespace', 'name'],
    says: 'the certificate of a workload is not rotated and expires within half an hour',
  },
  'istiod-away': { needs: [], says: 'no istiod pod is ready' },
  'prometheus-away': { needs: [], says: 'Prometheus answers 503' },
  'apiserver-away': {
    needs: [],
    says: 'connections to the Kubernetes API are cut',
  },
  'watch-drop': { needs: [], says: 'open watches end now, once' },
  'watch-gone': {
    needs: [],
    says: 'open watches are told 410 Gone and the history is forgotten, once',
  },
} as const;

/** @public */
export type FaultKind = keyof typeof FAULT_KINDS;

/** Something that goes wrong in a cluster. @public */
export interface Fault {
  id: string;
  cluster: string;
  kind: FaultKind;
  namespace?: string;
  /** Service or workload. */
  name?: string;
  version?: string;
  /** 0..1, for errors; 0.2 when absent. */
  share?: number;
  /** For slowness; 10 when absent. */
  factor?: number;
}
