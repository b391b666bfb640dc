import * as fc from 'fast-check';
import { readManifests } from './readManifests';

function read(text: string) {
  const { resources, findings } = readManifests([{ path: 'a.yaml', text }]);
  return {
    resources,
    findings,
    names: resources.map(({ object }) => object.metadata.name),
    codes: findings.map(({ code }) => code),
  };
}

const POLICY = `# comment
---
apiVersion: security.istio.io/v1beta1
kind: PeerAuthentication
metadata:
  name: default
spec:
  mtls:
    mode: STRICT
  portLevelMtls:
    8080:
      mode: DISABLE
---
apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: Namespace, metadata: { name: one } }
  - apiVersion: v1
    kind: Namespace
    metadata: { name: two }
`;

describe('readManifests', () => {
  it('reads several documents and lists, with places', () => {
    const { names, resources, findings } = read(POLICY);
    expect(findings).toEqual([]);
    expect(names).toEqual(['default', 'one', 'two']);
    const [policy, , two] = resources;
    const line = (...path: (string | number)[]) => policy.originOf(path).line;
    expect(policy.origin).toEqual({ file: 'a.yaml', line: 3, column: 1 });
    expect(line('spec', 'mtls')).toBe(8);
    expect(line('spec', 'mtls', 'mode')).toBe(9);
    expect(line('spec', 'portLevelMtls', '8080', 'mode')).toBe(12);
    expect(line('spec', 'selector', 'matchLabels')).toBe(7);
    expect(two.origin.line).toBe(18);
    expect(two.originOf(['metadata']).line).toBe(20);
  });

  it('reads JSON and merge keys', () => {
    expect(
      read('{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"json"}}')
        .names,
    ).toEqual(['json']);
    const { resources } = read(
      'x: &x { a: b }\napiVersion: v1\nkind: Namespace\nmetadata: { name: n, labels: { <<: *x } }',
    );
    expect(resources[0].object.metadata.labels).toEqual({ a: 'b' });
  });

  it.each([
    ['YAML that does not parse', 'a: [', 'MESH0001', 1],
    [
      'a key that stands twice',
      'apiVersion: v1\nkind: A\nkind: B',
      'MESH0001',
      3,
    ],
    ['no kind', 'apiVersion: v1\nmetadata: { name: a }', 'MESH0002', 1],
    ['no object', '- 1\n- 2', 'MESH0002', 1],
    ['no name', '\napiVersion: v1\nkind: Pod', 'MESH0003', 2],
    [
      'a version that is not served',
      'apiVersion: networking.istio.io/v1alpha9\nkind: Gateway\nmetadata: { name: g }',
      'MESH0004',
      1,
    ],
    [
      'a kind that Istio does not have',
      'apiVersion: security.istio.io/v1\nkind: MeshPolicy\nmetadata: { name: g }',
      'MESH0005',
      1,
    ],
    ['Helm templates', 'a: {{ .Values.x }}\nb: {{- if }}', 'MESH0001', 1],
    [
      'an alias bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${'*a,'.repeat(
        9,
      )}]\nc: &c [${'*b,'.repeat(9)}]\nd: [${'*c,'.repeat(9)}]`,
      'MESH0001',
      1,
    ],
    ['endless nesting', '['.repeat(50_000), 'MESH0001', 1],
  ])('tells of %s, with its place', (_, text, code, line) => {
    const { resources, findings, codes } = read(text);
    expect(resources).toEqual([]);
    expect(codes).toEqual([code]);
    expect(findings[0].origin).toMatchObject({ file: 'a.yaml' });
    expect(code === 'MESH0001' || findings[0].origin?.line === line).toBe(true);
  });

  it('reads the rest beside what is broken', () => {
    const { names, codes } = read(
      'a: [\n---\napiVersion: v1\nkind: Namespace\nmetadata: { name: ok }\n',
    );
    expect(names).toEqual(['ok']);
    expect(codes).toEqual(['MESH0001']);
  });

  it('says nothing of kinds that are not the mesh’s, comments and empty documents', () => {
    const { names, codes } = read(
      '---\n# only a comment\n---\n---\napiVersion: example.com/v1\nkind: Widget\nmetadata: { name: w }\n---\napiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata: { name: i }\n',
    );
    expect(codes).toEqual([]);
    expect(names).toEqual(['w', 'i']);
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc
            .array(
              fc.constantFrom(
                'apiVersion: v1',
                'kind: ',
                '- ',
                '  ',
                ': ',
                '{',
                '&a',
                '*a',
                '---',
                '\n',
              ),
            )
            .map(parts => parts.join('')),
        ),
        text => {
          expect(() => read(text)).not.toThrow();
        },
      ),
    );
  });
});
