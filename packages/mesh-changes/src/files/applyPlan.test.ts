import { Mesh, type KubeObject } from '@ecotrack/mesh-engine';
import { exampleFiles } from '../__testUtils__/exampleContext';
import { applyPlan } from './applyPlan';
import { EnvironmentReader } from './EnvironmentReader';
import type { EnvironmentLayout, RepositoryFiles } from './types';

const OTHERS = {
  production: 'ecotrack/overlays/production',
  staging: 'ecotrack/overlays/staging',
  dev: 'ecotrack/overlays/dev',
};

function layoutOf(name: keyof typeof OTHERS): EnvironmentLayout {
  const { [name]: folder, ...others } = OTHERS;
  return { folder, others };
}

type Routes = KubeObject & {
  spec: { http: { route: { weight?: number }[]; timeout?: string }[] };
};

const NETWORKING = 'networking.istio.io/v1';
const ROUTES = {
  apiVersion: NETWORKING,
  kind: 'VirtualService',
  namespace: 'ecotrack',
  name: 'payment-service',
};

describe('applyPlan', () => {
  const files = exampleFiles();
  const reader = new EnvironmentReader();
  const objectIn = (all: RepositoryFiles, folder: string, ref: typeof ROUTES) =>
    structuredClone(reader.render(all, folder).get(ref)!.object) as Routes;
  const liveOf = (folder: string) =>
    Mesh.from(reader.render(files, folder).resources);
  const apply = (
    layout: EnvironmentLayout,
    wanted: KubeObject[],
    removed: (typeof ROUTES)[] = [],
    from = files,
  ) => {
    const edited = applyPlan(
      from,
      layout,
      { title: 't', wanted, removed },
      liveOf(layout.folder),
      reader,
    );
    const after = new Map(from);
    for (const edit of edited.files) {
      if (edit.after === undefined) {
        after.delete(edit.path);
      } else {
        after.set(edit.path, edit.after);
      }
    }
    return { ...edited, all: after };
  };
  const lines = ({
    before = '',
    after = '',
  }: {
    before?: string;
    after?: string;
  }) => {
    const old = before.split('\n');
    return after.split('\n').filter(line => !old.includes(line));
  };

  it('edits the patch that an environment has, two lines of it', () => {
    const wanted = objectIn(files, OTHERS.production, ROUTES);
    wanted.spec.http[1].route[0].weight = 75;
    wanted.spec.http[1].route[1].weight = 25;
    const {
      files: edits,
      alsoChanged,
      all,
    } = apply(layoutOf('production'), [wanted]);
    expect(edits.map(({ path }) => path)).toEqual([
      'ecotrack/overlays/production/payment-routes.yaml',
    ]);
    expect(lines(edits[0])).toEqual([
      '          weight: 75',
      '          weight: 25',
    ]);
    expect(alsoChanged).toEqual([]);
    expect(objectIn(all, OTHERS.production, ROUTES)).toEqual(wanted);
  });

  it('patches what other environments use too, and leaves them alone', () => {
    const wanted = objectIn(files, OTHERS.staging, ROUTES);
    wanted.spec.http[0].timeout = '7s';
    const {
      files: edits,
      alsoChanged,
      all,
    } = apply(layoutOf('staging'), [wanted]);
    expect(edits.map(({ path }) => path)).toEqual([
      'ecotrack/overlays/staging/kustomization.yaml',
      'ecotrack/overlays/staging/payment-service-virtual-service-patch.yaml',
    ]);
    expect(lines(edits[0])).toEqual([
      '  - path: payment-service-virtual-service-patch.yaml',
    ]);
    expect(alsoChanged).toEqual([]);
    expect(objectIn(all, OTHERS.dev, ROUTES)).toEqual(
      objectIn(files, OTHERS.dev, ROUTES),
    );
  });

  it('puts a new object next to its like, into its kustomization, and takes it out again', () => {
    const rule: KubeObject = {
      apiVersion: 'networking.istio.io/v1',
      kind: 'ServiceEntry',
      metadata: { name: 'maps', namespace: 'ecotrack' },
      spec: { hosts: ['maps.example.com'], resolution: 'DNS' },
    };
    const added = apply(layoutOf('production'), [rule]);
    expect(added.files.map(({ path }) => path)).toEqual([
      'ecotrack/overlays/production/kustomization.yaml',
      'ecotrack/overlays/production/maps-service-entry.yaml',
    ]);
    const again = apply(
      layoutOf('production'),
      [added.objects[0].after!],
      [],
      added.all,
    );
    expect(again.files).toEqual([]);
    const gone = apply(
      layoutOf('production'),
      [],
      [{ ...ROUTES, kind: 'ServiceEntry', name: 'maps' }],
      added.all,
    );
    expect(new Map(gone.all)).toEqual(new Map(files));
  });

  it('edits plain manifests of a mesh of one environment in place', () => {
    const folder = 'tai';
    const routes = reader
      .render(files, folder)
      .resources.find(({ object }) => object.kind === 'VirtualService')!;
    const wanted = {
      ...routes.object,
      metadata: { ...routes.object.metadata, annotations: { note: 'kept' } },
    };
    const { files: edits } = apply({ folder }, [wanted]);
    expect(edits.map(({ path }) => path)).toEqual([routes.origin.file]);
    expect(lines(edits[0]).length).toBeLessThanOrEqual(2);
  });

  it('removes an object of a shared base by a patch of the environment', () => {
    const {
      files: edits,
      all,
      alsoChanged,
    } = apply(layoutOf('staging'), [], [ROUTES]);
    expect(edits).toHaveLength(2);
    expect(alsoChanged).toEqual([]);
    expect(reader.render(all, OTHERS.staging).get(ROUTES)).toBeUndefined();
    expect(reader.render(all, OTHERS.dev).get(ROUTES)).toBeDefined();
  });

  it('refuses an object of the cluster that Git does not have, and fields of charts that no value gives', () => {
    const object: KubeObject = {
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name: 'by-helm', namespace: 'ecotrack' },
      spec: { mtls: { mode: 'PERMISSIVE' } },
    };
    const live = Mesh.from([object]);
    const wanted = { ...object, spec: { mtls: { mode: 'STRICT' } } };
    const plan = { title: 't', wanted: [wanted] };
    const layout = layoutOf('production');
    expect(() => applyPlan(files, layout, plan, live, reader)).toThrow(
      /is in the cluster, and not among the files/,
    );
    const mapping = {
      object: {
        apiVersion: object.apiVersion,
        kind: object.kind,
        ...{ namespace: 'ecotrack', name: 'by-helm' },
      },
      field: 'spec.mtls.mode',
      file: 'tai/helm/tai-chart/istio-values.yaml',
      value: 'mtls.mode',
    };
    const permissive = new Map([
      ...files,
      [mapping.file, files.get(mapping.file)!.replace('STRICT', 'PERMISSIVE')],
    ]);
    const edited = applyPlan(
      permissive,
      { ...layout, helm: [mapping] },
      plan,
      live,
      reader,
    );
    expect(edited.notRendered).toHaveLength(1);
    expect(edited.files[0].after).toBe(files.get(mapping.file));
    expect(() =>
      applyPlan(
        files,
        { ...layout, helm: [mapping] },
        { title: 't', wanted: [{ ...wanted, spec: { selector: {} } }] },
        live,
        reader,
      ),
    ).toThrow(/no value of it is known to give/);
  });

  it('refuses to edit through an anchor', () => {
    const file = 'ecotrack/overlays/production/payment-routes.yaml';
    const anchored = new Map([
      ...files,
      [file, files.get(file)!.replace('  http:', '  http: &routes')],
    ]);
    const wanted = objectIn(anchored, OTHERS.production, ROUTES);
    wanted.spec.http.pop();
    const { files: edits } = apply(
      layoutOf('production'),
      [wanted],
      [],
      anchored,
    );
    expect(edits.map(({ path }) => path)).not.toContain(file);
  });
});
