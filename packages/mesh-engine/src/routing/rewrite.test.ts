import { readHttpMatch } from './httpMatch';
import { rewrittenBy } from './rewrite';

describe('what a request becomes', () => {
  it.each([
    [{ uri: '/v1' }, { uri: { prefix: '/api' } }, false, '/api/x', '/v1/x'],
    [{ uri: '/v1' }, { uri: { exact: '/api' } }, false, '/api', '/v1'],
    [{ uri: '/' }, {}, false, '/x', '/x'],
    [{ uri: '/' }, { uri: { prefix: '/api' } }, true, '/api/x', '/x'],
    [{ uri: '/' }, { uri: { prefix: '/api' } }, true, '/api', '/'],
    [{ uri: '/b' }, { uri: { prefix: '/api' } }, true, '/api/x', '/b/x'],
    [
      { uriRegexRewrite: { match: '^/s/([^/]+)(/.*)$', rewrite: '\\2/$/\\1' } },
      {},
      false,
      '/s/a/b',
      '/b/$/a',
    ],
    [{ uriRegexRewrite: { match: '((', rewrite: '' } }, {}, false, '/a', '/a'],
  ])('%j of %j', (rewrite, match, gatewaySemantics, path, becomes) => {
    const taken = readHttpMatch(match, gatewaySemantics);
    expect(rewrittenBy(rewrite, taken, path)).toEqual({ path: becomes });
  });

  it('leaves open what is not known', () => {
    const taken = readHttpMatch({}, false);
    expect(
      rewrittenBy({ authority: 'a', uri: '/b' }, taken, undefined),
    ).toEqual({ authority: 'a' });
    expect(rewrittenBy(undefined, taken, '/')).toBeUndefined();
  });
});
