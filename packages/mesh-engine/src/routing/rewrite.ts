import { RE2JS } from 're2js';
import { asRecord, asText } from '../resources/fields';
import type { HttpMatch } from './httpMatch';
import type { RouteActions } from './types';

function byRegex(path: string, pattern: string, replacement: string): string {
  try {
    return RE2JS.compile(pattern)
      .matcher(path)
      .replaceAll(
        replacement
          .split('$')
          .join('$$')
          .replace(/\\(\d)/g, '$$$1'),
      );
  } catch {
    return path;
  }
}

function byPrefix(
  path: string,
  { path: taken }: HttpMatch,
  replacement: string,
): string {
  switch (taken.kind) {
    case 'prefix':
      return replacement + path.slice(taken.value.length);
    case 'segments': {
      const rest = path.slice(taken.value.length);
      return replacement.endsWith('/')
        ? replacement + rest.replace(/^\//, '')
        : replacement + rest;
    }
    default:
      return replacement;
  }
}

/** What a request becomes by the rewrite of the rule that takes it. @param path - normalized; the query stays */
export function rewrittenBy(
  rewrite: unknown,
  match: HttpMatch,
  path: string | undefined,
): RouteActions['rewritten'] {
  if (rewrite === undefined || rewrite === null) {
    return undefined;
  }
  const { authority, uri, uriRegexRewrite } = asRecord(rewrite);
  const { match: pattern, rewrite: replacement } = asRecord(uriRegexRewrite);
  const [prefix, regex] = [asText(uri), asText(pattern)];
  const host = asText(authority);
  const becomes =
    path === undefined || (prefix === undefined && regex === undefined)
      ? undefined
      : prefix === undefined
      ? byRegex(path, regex ?? '', asText(replacement) ?? '')
      : byPrefix(path, match, prefix);
  return {
    ...(host === undefined ? {} : { authority: host }),
    ...(becomes === undefined ? {} : { path: becomes }),
  };
}
