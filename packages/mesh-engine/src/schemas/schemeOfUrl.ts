/** Whether every percent sign begins an escape. */
function isEscaped(text: string): boolean {
  return !/%(?![0-9A-Fa-f]{2})/.test(text);
}

function isHost(host: string): boolean {
  const port = host.startsWith('[')
    ? /^\[[^\]]*\](.*)$/s.exec(host)?.[1]
    : /:[^:]*$/.exec(host)?.[0] ?? '';
  return (
    port !== undefined &&
    /^(?::\d*)?$/.test(port) &&
    !/[ #{}|\\^`]|%(?!25|[89A-Fa-f][0-9A-Fa-f])/.test(host)
  );
}

function isAuthority(authority: string): boolean {
  const at = authority.lastIndexOf('@');
  const user = authority.slice(0, Math.max(at, 0));
  return (
    /^[\w.:~!$&'()*+,;=%@-]*$/.test(user) &&
    isEscaped(user) &&
    isHost(authority.slice(at + 1))
  );
}

/**
 * The scheme of a URL as Go reads it, in lower case; empty for an absolute path; undefined for what Go refuses, as a
 * relative path and control characters.
 */
export function schemeOfUrl(url: string): string | undefined {
  const [, prefix, afterScheme] =
    /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(.*)$/s.exec(url) ?? [];
  const scheme = prefix?.toLowerCase() ?? '';
  const [rest = ''] = afterScheme?.split('?') ?? [];
  if ([...url].some(letter => letter < ' ' || letter === '\x7f')) {
    return undefined;
  }
  if (!rest.startsWith('/')) {
    return scheme || undefined;
  }
  const hasAuthority =
    rest.startsWith('//') && (scheme !== '' || !rest.startsWith('///'));
  const [authority, ...path] = hasAuthority
    ? rest.slice(2).split('/')
    : ['', rest];
  return isAuthority(authority) && isEscaped(path.join('/'))
    ? scheme
    : undefined;
}
