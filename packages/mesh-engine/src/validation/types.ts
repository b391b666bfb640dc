/** What Istio's webhook says of a field: an error, and the object is refused; a warning, and it is taken. */
export interface Violation {
  severity: 'error' | 'warning';
  /** Path inside the object, such as `spec.hosts[0]`. */
  field: string;
  /** In the words of Istio, which people search for. */
  message: string;
  /** How to mend it. */
  fix: string;
}
