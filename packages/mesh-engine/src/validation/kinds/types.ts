import type { Field } from '../Field';

/** An object whose kind is known, as its validation reads it. */
export interface ObjectOfKind {
  name: string;
  namespace: string;
  labels: Readonly<Record<string, string>>;
  annotations: Field;
  /** Of a ConfigMap. */
  data: Field;
  spec: Field;
}
