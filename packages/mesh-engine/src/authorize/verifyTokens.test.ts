import { ask, get, policy } from '../__testUtils__/authorize';

describe('tokens', () => {
  const encode = (value: unknown) =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  const tokenOf = (claims: unknown) =>
    `${encode({ alg: 'RS256' })}.${encode(claims)}.c2ln`;
  const mesh = `
---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: jwt, namespace: shop }
spec:
  jwtRules:
    - { issuer: us, audiences: [web], fromHeaders: [{ name: X-Token, prefix: 'T ' }], fromParams: [token], fromCookies: [jar] }
${policy(
  'rules: [{ when: [{ key: "request.auth.claims[role]", values: [admin] }] }]',
)}`;
  const claims = { iss: 'us', sub: 'me', aud: 'web', role: 'admin' };
  const http = (headers: Record<string, string>, path = '/') => ({
    ...get,
    http: { method: 'GET', path, headers },
  });

  it.each([
    ['in a header', http({ 'x-token': `T ${tokenOf(claims)}` })],
    ['in the query', http({}, `/?a=b&token=${tokenOf(claims)}`)],
    ['in a cookie', http({ cookie: `a=b; jar=${tokenOf(claims)}` })],
  ])('are found %s', (_, request) => {
    expect(ask(mesh, request).decision).toBe('allow');
  });

  it.each([
    ['of another issuer', { ...claims, iss: 'them' }],
    ['for another audience', { ...claims, aud: ['other'] }],
    ['that have expired', { ...claims, exp: 1 }],
    ['of tomorrow', { ...claims, nbf: 9e9 }],
  ])('%s are refused', (_, wrong) => {
    const request = http({ 'x-token': `T ${tokenOf(wrong)}` });
    expect(ask(mesh, { ...request, now: 1e12 })).toMatchObject({
      decision: 'deny',
      decidedBy: {
        policy: { kind: 'RequestAuthentication', name: 'jwt' },
        field: 'spec.jwtRules[0]',
      },
    });
  });

  it('with a time depend on it', () => {
    const request = http({
      'x-token': `T ${tokenOf({ ...claims, exp: 2e9 })}`,
    });
    expect(ask(mesh, request).dependsOn).toContain('now');
    expect(ask(mesh, { ...request, now: 1e12 }).decision).toBe('allow');
  });

  it('that are none are refused, and missing ones leave no claims', () => {
    expect(ask(mesh, http({ 'x-token': 'T abc' })).because[0].says).toBe(
      'The token is no JSON web token.',
    );
    expect(ask(mesh, http({})).decidedBy?.policy.name).toBe('policy');
  });
});
