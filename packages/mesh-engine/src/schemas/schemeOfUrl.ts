/** Whether every percent sign begins an escape. */
function isEscaped(value: string): boolean {
  return !/%(?![0-9A-Fa-f]{2})/.test(value);
}

function isAuthority(authority: string): boolean {
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  return (
    /^(?:\[[^\]]*\]|[^[\]:]*)(?::\d*)?$/.test(host) &&
    !/[\s<>"`{}|\\^]/.test(host) &&
    !/[\s<>"]/.test(authority) &&
    !/%(?!25|[89A-Fa-f][0-9A-Fa-f])/.test(host)
  );
}

/**
 * The scheme of a URL as Go's `url.ParseRequestURI` reads it, in lower case; empty for an absolute path; undefined for
 * what it refuses.
 */
export function schemeOfUrl(url: string): string | undefined {
  // eslint would have it otherwise, but control characters are what Go refuses.
  if (
    url === '' ||
    [...url].some(character => character < ' ' || character === '\x7f')
  ) {
    return undefined;
  }
  if (url === '*') {
    return '';
  }
  if (url.startsWith(':')) {
    return undefined;
  }
  const [, scheme = '', afterScheme] =
    /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(.*)$/s.exec(url) ?? [];
  const [rest] = afterScheme.split('?');
  if (!rest.startsWith('/')) {
    return scheme === '' ? undefined : scheme.toLowerCase();
  }
  if (
    scheme === ''
      ? !rest.startsWith('///') && rest.startsWith('//')
      : rest.startsWith('//')
  ) {
    const [authority, ...path] = rest.slice(2).split('/');
    return isAuthority(authority) && isEscaped(path.join('/'))
      ? scheme.toLowerCase()
      : undefined;
  }
  return isEscaped(rest) ? scheme.toLowerCase() : undefined;
}
