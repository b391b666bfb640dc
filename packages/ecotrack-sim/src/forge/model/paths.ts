import { ForgeError } from './ForgeError';

const FORBIDDEN_SEGMENTS = new Set(['', '.', '..']);

/** @throws ForgeError when a path cannot stand in a tree */
export function assertPath(path: string): void {
  const isOutside = path
    .split('/')
    .some(
      segment =>
        FORBIDDEN_SEGMENTS.has(segment) || segment.toLowerCase() === '.git',
    );
  const hasControls = [...path].some(character => character < ' ');
  if (isOutside || hasControls || path.includes('\\')) {
    throw new ForgeError(
      'invalid',
      `The path ${JSON.stringify(path)} is not valid.`,
    );
  }
}

/** The folders that a path stands in, outermost first. */
export function foldersOf(path: string): string[] {
  const segments = path.split('/');
  return segments
    .slice(1)
    .map((_, index) => segments.slice(0, index + 1).join('/'));
}
