import type { Response } from 'express';

/** A Status object, as an API server answers what it does not do. */
export function status(code: number, reason: string, message: string) {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    code,
  };
}

/** Ends a request with a Status. */
export function refuse(
  response: Response,
  code: number,
  reason: string,
  message: string,
): void {
  response.status(code).json(status(code, reason, message));
}

/** The Status of a resource version that is no longer remembered. */
export const gone = (version: number) =>
  status(410, 'Expired', `too old resource version: ${version}`);
