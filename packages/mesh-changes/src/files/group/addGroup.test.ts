import { Mesh, refOf, type KubeObject } from '@ecotrack/mesh-engine';
import { applyPlan } from '../applyPlan';
import { EnvironmentReader } from '../EnvironmentReader';
import { manifestText } from '../newFile';
import type { EnvironmentLayout } from '../types';

const object = (
  apiVersion: string,
  kind: string,
  name: string,
  namespace = 'shop',
): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace },
  spec: {},
});
const service = (name: string) => object('v1', 'Service', name);
const route = (name: string) =>
  object('networking.istio.io/v1', 'VirtualService', name);
const budget = (name: string) =>
  object('policy/v1', 'PodDisruptionBudget', name);
const carts = [
  service('carts'),
  route('carts'),
  budget('carts'),
  object('monitoring.coreos.com/v1', 'PrometheusRule', 'shop-carts', 'alerts'),
];

const kustomization = (...resources: string[]) =>
  `resources:\n${resources.map(name => `  - ${name}\n`).join('')}`;

function placed(
  texts: Record<string, string>,
  wanted: readonly KubeObject[],
  layout: EnvironmentLayout = { folder: '' },
) {
  const reader = new EnvironmentReader();
  const files = new Map(Object.entries(texts));
  const before = reader.render(files, layout.folder);
  const edited = applyPlan(
    files,
    layout,
    { title: 't', wanted, group: 'carts' },
    Mesh.from(before.resources),
    reader,
  );
  edited.files.forEach(({ path, after = '' }) => files.set(path, after));
  const after = reader.render(files, layout.folder);
  expect(after.resources).toHaveLength(
    new Set(
      [...before.resources.map(each => each.object), ...wanted].map(each =>
        JSON.stringify(refOf(each)),
      ),
    ).size,
  );
  expect(edited.alsoChanged).toEqual([]);
  return { files, changed: edited.files.map(({ path }) => path) };
}

describe('files of a new group', () => {
  it('are named as in the folders of other services', () => {
    const { changed } = placed(
      {
        'apps/orders/service.yaml': manifestText(service('orders')),
        'apps/orders/routes.yml': manifestText(route('orders')),
        'apps/users/service.yaml': manifestText(service('users')),
      },
      carts,
    );
    expect(changed).toEqual([
      'apps/carts/operations.yaml',
      'apps/carts/routes.yaml',
      'apps/carts/service.yaml',
    ]);
  });

  it('go to the end of the files that the service has', () => {
    const { files, changed } = placed(
      {
        'kustomization.yaml': kustomization('apps'),
        'apps/kustomization.yaml': kustomization('carts'),
        'apps/carts/kustomization.yaml': kustomization('all.yaml', 'mesh.yaml'),
        'apps/carts/all.yaml': manifestText(service('carts')),
        'apps/carts/mesh.yaml': `# Ours\n${manifestText(route('other'))}`,
      },
      [service('carts'), route('carts'), budget('carts')],
    );
    expect(changed).toEqual([
      'apps/carts/kustomization.yaml',
      'apps/carts/mesh.yaml',
      'apps/carts/operations.yaml',
    ]);
    expect(files.get('apps/carts/mesh.yaml')).toBe(
      `# Ours\n${manifestText(route('other'))}---\n${manifestText(
        route('carts'),
      )}`,
    );
  });

  it('stand in a folder for services that has none yet', () => {
    const { files, changed } = placed(
      {
        'kustomization.yaml': kustomization('services', 'data'),
        'services/kustomization.yaml': 'kind: Kustomization\n',
        'data/kustomization.yaml': kustomization('store'),
        'data/store/kustomization.yaml': kustomization('all.yaml'),
        'data/store/all.yaml': manifestText(
          object('v1', 'Service', 'store', 'data'),
        ),
      },
      carts,
    );
    expect(changed).toEqual([
      'services/carts/kustomization.yaml',
      'services/carts/mesh.yaml',
      'services/carts/operations.yaml',
      'services/carts/workload.yaml',
      'services/kustomization.yaml',
    ]);
    expect(files.get('services/kustomization.yaml')).toBe(
      'kind: Kustomization\nresources:\n  - carts\n',
    );
  });

  it('leave a folder of the name alone that is not part of the environment', () => {
    const { changed } = placed(
      {
        'kustomization.yaml': kustomization('apps'),
        'apps/kustomization.yaml': kustomization('orders'),
        'apps/orders/kustomization.yaml': kustomization('all.yaml'),
        'apps/orders/all.yaml': manifestText(service('orders')),
        'apps/carts/notes.yaml': 'a: 1\n',
      },
      carts,
    );
    expect(changed).toEqual([
      'apps/orders/carts-mesh.yaml',
      'apps/orders/carts-operations.yaml',
      'apps/orders/carts.yaml',
      'apps/orders/kustomization.yaml',
    ]);
  });

  it('are no patches, and none that another environment reads', () => {
    const base = {
      'base/kustomization.yaml': kustomization('orders'),
      'base/orders/kustomization.yaml': kustomization('all.yaml'),
      'base/orders/all.yaml': manifestText(service('orders')),
      'test/kustomization.yaml': kustomization('../base'),
    };
    const { changed } = placed(
      {
        ...base,
        'live/kustomization.yaml': `${kustomization(
          '../base',
        )}patches:\n  - path: carts.yaml\n`,
        'live/carts.yaml': manifestText(service('orders')),
      },
      carts,
      { folder: 'live', others: { test: 'test' } },
    );
    expect(changed).toEqual([
      'live/carts-2.yaml',
      'live/carts-mesh.yaml',
      'live/carts-operations.yaml',
      'live/kustomization.yaml',
    ]);
  });
});
