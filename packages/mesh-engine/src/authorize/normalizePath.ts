import type { PathNormalization } from '../mesh/meshConfig';

const UNRESERVED = /[A-Za-z0-9\-._~]/;
const ESCAPED = /[^\x21-\x7e]|["<>^`{|}]/u;

const hex = (byte: number) =>
  `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;

/** One character or escape as it stands in a canonical path; undefined for what Envoy answers with 400. */
function canonicalCharacter(token: string): string | undefined {
  if (token.length === 3 && token.startsWith('%')) {
    const character = String.fromCharCode(Number.parseInt(token.slice(1), 16));
    if (character === '\0') {
      return undefined;
    }
    return UNRESERVED.test(character) ? character : token;
  }
  if (token === '\0') {
    return undefined;
  }
  return ESCAPED.test(token)
    ? [...new TextEncoder().encode(token)].map(hex).join('')
    : token;
}

/** Resolves `.` and `..`; an empty segment counts as one. */
function withoutDots(path: string): string {
  const segments = path.split('/').slice(1);
  const kept: string[] = [];
  segments.forEach((segment, index) => {
    const isLast = index === segments.length - 1;
    if (segment === '..') {
      kept.pop();
    }
    if (segment !== '.' && segment !== '..') {
      kept.push(segment);
    } else if (isLast) {
      kept.push('');
    }
  });
  return `/${kept.join('/')}`;
}

function canonical(path: string): string | undefined {
  const tokens = path.replaceAll('\\', '/').match(/%[0-9a-fA-F]{2}|[\s\S]/gu);
  const characters = (tokens ?? []).map(canonicalCharacter);
  return characters.includes(undefined)
    ? undefined
    : withoutDots(characters.join(''));
}

/** The path as policies see it, without query and fragment; undefined when Envoy refuses the request for it. */
export function normalizePath(
  raw: string,
  normalization: PathNormalization,
): string | undefined {
  const [path] = raw.split(/[?#]/, 1);
  if (normalization === 'NONE' || !path.startsWith('/')) {
    return path;
  }
  const unescaped =
    normalization === 'DECODE_AND_MERGE_SLASHES'
      ? path.replace(/%2f/gi, '/').replace(/%5c/gi, '\\')
      : path;
  const resolved = canonical(unescaped);
  return normalization === 'BASE' ? resolved : resolved?.replace(/\/+/g, '/');
}
