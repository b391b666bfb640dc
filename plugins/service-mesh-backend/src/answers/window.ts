import { InputError } from '@backstage/errors';
import type { Window } from '../questions/input';

const SECONDS = { m: 60, h: 3600 } as const;
const LONGEST = 24 * 3600;

/** @throws InputError that names the field */
export function readWindow(text: string): Window {
  const [, digits, unit] = /^(\d{1,4})([mh])$/.exec(text) ?? [];
  const seconds = Number(digits) * (SECONDS[unit as keyof typeof SECONDS] ?? 0);
  if (!(seconds >= 60 && seconds <= LONGEST)) {
    throw new InputError(
      `window must be a whole number with m or h, from 1m to 24h; it is "${text}"`,
    );
  }
  return { text, seconds };
}

/** @throws InputError that names the field */
export function readTime(
  text: string | undefined,
  now: Date,
): Date | undefined {
  if (text === undefined) {
    return undefined;
  }
  const at = new Date(text);
  if (Number.isNaN(at.getTime()) || at > now) {
    throw new InputError(
      `at must be a time that is not in the future; it is "${text}"`,
    );
  }
  return at;
}
