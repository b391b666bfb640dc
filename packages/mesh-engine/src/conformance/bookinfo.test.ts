import { isShared, manifestsOf } from '../__testUtils__/shared';
import { Mesh } from '../mesh/Mesh';
import { readManifests, type ManifestFile } from '../resources/readManifests';

function load(files: ManifestFile[]): Mesh {
  const { resources, findings } = readManifests(files);
  return Mesh.from(resources, {}, findings);
}

const without = (files: ManifestFile[], ...names: RegExp[]) =>
  files.filter(({ path }) => !names.some(name => name.test(path)));

const describeWithData = isShared('data') ? describe : describe.skip;

describeWithData('manifests that nobody wrote for this engine', () => {
  it('gives the services of Bookinfo', () => {
    const files = manifestsOf('data/bookinfo');
    const mesh = load(files);
    expect(mesh.findings).toEqual([]);
    const services = mesh.services.map(({ host, ports, workloads }) => [
      host.split('.')[0],
      ports[0].protocol,
      workloads.map(({ name }) => name).join(' '),
    ]);
    expect(services).toEqual(
      expect.arrayContaining([
        ['details', 'http', 'details-v1'],
        ['productpage', 'http', 'productpage-v1'],
        ['reviews', 'http', 'reviews-v1 reviews-v2 reviews-v3'],
        ['reviews-v2', 'http', 'reviews-v2'],
        ['mysqldb', 'tcp', 'mysqldb-v1'],
      ]),
    );
    expect(mesh.serviceByHost('Reviews', 'default')?.name).toBe('reviews');
    expect(mesh.workload('default', 'reviews-v1')?.spiffe).toBe(
      'spiffe://cluster.local/ns/default/sa/bookinfo-reviews',
    );
  });

  it('gives its modes and routes', () => {
    const files = manifestsOf('data/bookinfo');
    const mesh = load(without(files, /all-v1/, /jason/, /ratings-test-delay/));
    for (const service of mesh.services) {
      expect(mesh.mtlsOfService(service, service.ports[0])).toMatchObject({
        mode: 'PERMISSIVE',
      });
    }
    expect(mesh.canaries()).toEqual([
      expect.objectContaining({
        service: 'reviews',
        source: 'virtualservice',
        phase: 'Progressing',
        traffic: 'split',
        stable: 'v1',
        canary: 'v2',
        applied: [
          { version: 'v1', workloads: ['reviews-v1'], weight: 0.9 },
          { version: 'v2', workloads: ['reviews-v2'], weight: 0.1 },
        ],
      }),
    ]);
  });

  it('gives its routes by header', () => {
    const files = manifestsOf('data/bookinfo');
    const [reviews] = load(
      without(files, /all-v1/, /90-10/, /ratings-test-delay/),
    ).canaries();
    expect(reviews).toMatchObject({
      service: 'reviews',
      strategy: 'header',
      traffic: 'split',
      stable: 'v3',
      canary: 'v2',
      matches: ['header end-user is jason → v2'],
    });
  });

  it('reads all other manifests without failing', () => {
    const files = manifestsOf('.');
    const mesh = load(files);
    expect(mesh.all.length).toBeGreaterThan(0);
    for (const workload of mesh.workloads) {
      mesh.mtls(workload, 80);
    }
    mesh.services.forEach(service => mesh.objectsOf(service));
    mesh.canaries();
  });
});
