const DOMAIN = 'servicemesh.ecotrack.io';

/** Names of the annotations by which an object accepts findings of a code. @public */
export interface ExceptionAnnotations {
  /** Why it is accepted. */
  reason: string;
  /** The last day on which that counts; absent for ever. */
  until: string;
}

/** The annotations that accept what is found with a code at the object that carries them. @public */
export function exceptionAnnotations(code: string): ExceptionAnnotations {
  return {
    reason: `${DOMAIN}/accepted.${code}`,
    until: `${DOMAIN}/accepted-until.${code}`,
  };
}
