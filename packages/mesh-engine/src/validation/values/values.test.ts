import * as fc from 'fast-check';
import { localitiesProblem } from '../traffic/localities';
import { proxyAddressProblem, splitHostPort } from './addresses';
import { celProblem } from './celSyntax';
import { headerValueProblem } from './headerValue';
import { fqdnProblem, wildcardHostProblem } from './hosts';
import { readJwks } from './jwks';

describe('values that the webhook judges', () => {
  it.each([
    ['response.code >= 400 && !has(request.headers["x-a"])', true],
    ['[1, 2u, 0x1F, 1.5e3,].exists(x, x in {"a": 1})', true],
    ['a ? b : c ? d : -e', true],
    ['r\'\\d\' + b"x" // comment', true],
    ['', false],
    ['a b', false],
    ['f(a,)', false],
    ['a.if', false],
    ['"open', false],
    ['(a', false],
    ['a ? b', false],
    ['('.repeat(100_000), false],
  ])('takes %j as CEL: %s', (expression, isValid) => {
    expect(celProblem(expression) === undefined).toBe(isValid);
  });

  it.each([
    ['100%%', true],
    ['%REQ(X-A?:B)%', true],
    ['%PER_REQUEST_STATE(["a", "b"])%', true],
    ['%', false],
    ['%A', false],
    ['%A(["a" b])%', false],
    ['%A(x)y%', false],
    ['a\nb', false],
  ])('takes %j as the value of a header: %s', (value, isValid) => {
    expect(headerValueProblem(value) === undefined).toBe(isValid);
  });

  it('splits addresses as Go does', () => {
    expect(splitHostPort('[::1]:80')).toEqual({ host: '::1', port: '80' });
    expect(splitHostPort(':80')).toEqual({ host: '', port: '80' });
    expect(splitHostPort('::1')).toContain('too many colons');
    expect(splitHostPort('host')).toContain('missing port');
    expect(proxyAddressProblem('collector.tracing:9411')).toBeUndefined();
    expect(proxyAddressProblem('collector.tracing:0')).toContain('port number');
  });

  it('tells private keys from public ones', () => {
    const key = { kty: 'EC', crv: 'P-256', x: 'AQ', y: 'AQ' };
    expect(readJwks(JSON.stringify(key))).toEqual({ hasPrivateKey: false });
    expect(
      readJwks(JSON.stringify({ keys: [{ ...key, d: 'AQ' }] })).hasPrivateKey,
    ).toBe(true);
    expect(readJwks('{"keys":[{"kty":"EC"}]}').problem).toContain('needs x');
    expect(readJwks('[').problem).toContain('jwks parse error');
  });

  it('takes every name without star as a host that may have one', () => {
    fc.assert(
      fc.property(fc.domain(), host => {
        expect(fqdnProblem(host)).toBe(wildcardHostProblem(host));
        expect(wildcardHostProblem(`*.${host}`)).toBeUndefined();
        expect(fqdnProblem(`*.${host}`)).toBeDefined();
      }),
    );
  });

  it('refuses a locality twice, whatever its order', () => {
    expect(localitiesProblem(['a/b/c', 'a/b/d', 'a/e', 'f'])).toBeUndefined();
    expect(localitiesProblem(['a/b/c', 'a/b/c'])).toContain('overlap');
    expect(localitiesProblem(['*', 'a'])).toContain('overlap');
    expect(localitiesProblem(['a/b/c', 'a'])).toContain('overlap');
    expect(localitiesProblem(['a//c'])).toContain('empty');
  });
});
