import {
  FORGE_FAULT_KINDS,
  type ForgeFault,
  type ForgeFaultKind,
} from './types';

/** What is wrong with a fault that was asked for. */
export class ForgeFaultError extends Error {
  readonly name = 'ForgeFaultError';
}

const TEXTS = ['method', 'path', 'repository', 'branch', 'message'] as const;
const NUMBERS = ['times', 'milliseconds', 'retryAfter'] as const;

const isKind = (value: unknown): value is ForgeFaultKind =>
  typeof value === 'string' && Object.hasOwn(FORGE_FAULT_KINDS, value);

/** Reads a fault from JSON. @throws ForgeFaultError */
export function readForgeFault(body: unknown): Omit<ForgeFault, 'id'> {
  const fields: Record<string, unknown> =
    typeof body === 'object' && body !== null ? { ...body } : {};
  const { kind, ...rest } = fields;
  if (!isKind(kind)) {
    throw new ForgeFaultError(
      `kind must be one of ${Object.keys(FORGE_FAULT_KINDS).join(', ')}`,
    );
  }
  const fault: Omit<ForgeFault, 'id'> = { kind };
  const known: readonly string[] = [...TEXTS, ...NUMBERS];
  const unknown = Object.keys(rest).find(name => !known.includes(name));
  if (unknown !== undefined) {
    throw new ForgeFaultError(
      `${unknown} is not known; known are ${known.join(', ')}`,
    );
  }
  for (const name of TEXTS) {
    const value = rest[name];
    if (typeof value === 'string') {
      fault[name] = value;
    } else if (value !== undefined) {
      throw new ForgeFaultError(`${name} must be a text`);
    }
  }
  for (const name of NUMBERS) {
    const value = rest[name];
    if (typeof value === 'number' && Number.isInteger(value) && value > 0) {
      fault[name] = value;
    } else if (value !== undefined) {
      throw new ForgeFaultError(`${name} must be a whole number above 0`);
    }
  }
  return fault;
}
