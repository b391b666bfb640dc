import { ask, get, policy } from '../__testUtils__/authorize';

const extension = (kind: string, spec: string) => `
---
apiVersion: ${
  kind === 'EnvoyFilter'
    ? 'networking.istio.io/v1alpha3'
    : 'extensions.istio.io/v1alpha1'
}
kind: ${kind}
metadata: { name: more, namespace: shop }
spec: { ${spec} }
`;

describe('what extends a proxy', () => {
  const denyAll = policy('rules: []');
  const filter = extension(
    'EnvoyFilter',
    'configPatches: [{ applyTo: HTTP_FILTER, match: { context: SIDECAR_INBOUND } }]',
  );

  it('makes the answer depend on it, unless it is declared', () => {
    expect(ask(filter)).toMatchObject({
      decision: 'depends',
      dependsOn: ['EnvoyFilter/shop/more'],
    });
    const declared = { 'EnvoyFilter/shop/more': 'allow' as const };
    expect(ask(filter, { ...get, declared }).decision).toBe('allow');
  });

  it.each([
    ['an EnvoyFilter', filter, 'depends'],
    [
      'an EnvoyFilter for callers',
      extension(
        'EnvoyFilter',
        'configPatches: [{ applyTo: HTTP_FILTER, match: { context: SIDECAR_OUTBOUND } }]',
      ),
      'deny',
    ],
    ['a WasmPlugin before', extension('WasmPlugin', 'phase: AUTHN'), 'depends'],
    ['a WasmPlugin after', extension('WasmPlugin', 'phase: STATS'), 'deny'],
    [
      'a WasmPlugin elsewhere',
      extension('WasmPlugin', 'selector: { matchLabels: { app: x } }'),
      'deny',
    ],
  ])('and a denial: %s', (_, text, decision) => {
    expect(ask(denyAll + text).decision).toBe(decision);
  });
});
