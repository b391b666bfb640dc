import { createHash } from 'node:crypto';

const digest = (text: string) =>
  createHash('sha256').update(text).digest('hex');

/** A number from 0 up to 1 that depends on the text only. */
export function fraction(text: string): number {
  return parseInt(digest(text).slice(0, 8), 16) / 0x1_0000_0000;
}

/** The suffix that a controller gives to what it makes. */
export function suffix(text: string, length: number): string {
  return digest(text).slice(0, length);
}

/** A unique identifier in the form of the API. */
export function uid(text: string): string {
  const hex = digest(text);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
}
