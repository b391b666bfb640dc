/** A Kubernetes object as an API server or a manifest file has it. Nothing about it is trusted. @public */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: KubeMetadata;
  spec?: unknown;
  status?: unknown;
  [field: string]: unknown;
}

/** @public */
export interface KubeMetadata {
  name: string;
  namespace?: string;
  uid?: string;
  generation?: number;
  resourceVersion?: string;
  /** RFC 3339. */
  creationTimestamp?: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: {
    apiVersion: string;
    kind: string;
    name: string;
    uid?: string;
    controller?: boolean;
  }[];
}

/** Names one object. @public */
export interface ObjectRef {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name: string;
}

/** Where an object or a field stands in a manifest file; line and column count from 1. @public */
export interface Origin {
  file: string;
  line: number;
  column: number;
}

/** One object that decided an answer, in the order in which it was asked. @public */
export interface Because {
  object?: ObjectRef;
  /** Path inside the object, such as `spec.mtls.mode`. */
  field?: string;
  /** One sentence. */
  says: string;
  origin?: Origin;
}
