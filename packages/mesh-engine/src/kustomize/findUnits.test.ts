import { findUnits } from './findUnits';

const policy = (namespace: string) =>
  `apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: default, namespace: ${namespace} }\nspec: { mtls: { mode: STRICT } }\n`;

function unitsOf(files: Record<string, string>, paths = Object.keys(files)) {
  const { units, skipped } = findUnits(paths, path => files[path]);
  return {
    units: units.map(({ folder, resources, findings }) => ({
      folder,
      names: resources.map(({ object }) => object.metadata.namespace),
      codes: findings.map(({ code }) => code),
    })),
    skipped: skipped.map(({ path, reason }) => `${path}: ${reason}`),
  };
}

describe('findUnits', () => {
  it('renders every kustomization that no other includes', () => {
    expect(
      unitsOf({
        'base/kustomization.yaml': 'resources: [policy.yaml]',
        'base/policy.yaml': policy('base'),
        'base/forgotten.yaml': policy('forgotten'),
        'dev/kustomization.yml': 'resources: [../base]\nnamespace: dev',
        'prod/Kustomization':
          'resources: [../base/]\ncomponents: [../strict]\nnamespace: prod',
        'strict/kustomization.yaml': 'kind: Component',
        'alone/kustomization.yaml': 'kind: Component',
      }),
    ).toEqual({
      units: [
        { folder: 'dev', names: ['dev'], codes: [] },
        { folder: 'prod', names: ['prod'], codes: [] },
      ],
      skipped: ['base/forgotten.yaml: in no kustomization'],
    });
  });

  it('takes plain manifests together and says which object stands twice', () => {
    expect(
      unitsOf({
        'a/policy.yaml': policy('a'),
        'b/policy.json':
          '{"apiVersion":"v1","kind":"Service","metadata":{"name":"x","namespace":"b"}}',
        'c.yaml': policy('a'),
        'README.md': policy('a'),
      }),
    ).toEqual({
      units: [{ folder: undefined, names: ['a', 'b'], codes: ['MESH0014'] }],
      skipped: [],
    });
  });

  it('reads what a kustomization names outside of the given paths', () => {
    const files = {
      'base/kustomization.yaml': 'resources: [policy.yaml]',
      'base/policy.yaml': policy('base'),
      'dev/kustomization.yaml': 'resources: [../base]',
    };
    expect(unitsOf(files, ['dev/kustomization.yaml']).units).toEqual([
      { folder: 'dev', names: ['base'], codes: [] },
    ]);
    expect(unitsOf(files, ['base/policy.yaml']).units).toEqual([
      { folder: undefined, names: ['base'], codes: [] },
    ]);
  });

  it('skips what is not meant for a cluster', () => {
    expect(
      unitsOf({
        'values.yaml': 'replicas: 2\nimage: { tag: v1 }\n',
        '.github/workflows/ci.yml': 'on: [push]\njobs: { a: { steps: [] } }',
        'package.json': '{"name": "x"}',
        'openapi.yaml': 'kind: thing\npaths: {}\n',
        'chart/Chart.yaml': 'apiVersion: v2\nname: x\n',
        'chart/templates/policy.yaml': '{{ if .Values.on }}\nkind: A\n',
        'skeleton/rule.yaml': 'kind: {{ a }}\n{% if b %}\napiVersion: v1',
        'broken-values.yaml': 'a: [',
      }),
    ).toEqual({
      units: [],
      skipped: [
        '.github/workflows/ci.yml: no Kubernetes objects',
        'broken-values.yaml: no Kubernetes objects',
        'chart/Chart.yaml: part of a Helm chart',
        'chart/templates/policy.yaml: part of a Helm chart',
        'openapi.yaml: no Kubernetes objects',
        'package.json: no Kubernetes objects',
        'skeleton/rule.yaml: a template',
        'values.yaml: no Kubernetes objects',
      ],
    });
  });

  it.each([
    ['a manifest that cannot be read', 'apiVersion: v1\nkind: [', 'MESH0001'],
    [
      'a mesh object without kind',
      'apiVersion: security.istio.io/v1\nmetadata: { name: a }',
      'MESH0002',
    ],
    [
      'a document beside objects that is none',
      `${policy('a')}---\nreplicas: 2\n`,
      'MESH0002',
    ],
  ])('keeps what is found in %s', (_, text, code) => {
    expect(unitsOf({ 'a.yaml': text }).units[0].codes).toEqual([code]);
  });
});
