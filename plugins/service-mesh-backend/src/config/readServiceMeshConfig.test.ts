import { ConfigReader } from '@backstage/config';
import { readServiceMeshConfig } from './readServiceMeshConfig';

const read = (serviceMesh: object) =>
  readServiceMeshConfig(new ConfigReader({ serviceMesh } as never));

const environment = (change: object) => ({
  environments: [{ name: 'production', cluster: 'a', ...change }],
});

describe('readServiceMeshConfig', () => {
  it('is empty without configuration', () => {
    expect(readServiceMeshConfig(new ConfigReader({})).environments).toEqual(
      [],
    );
  });

  it('fills in what is left out', () => {
    const config = read(
      environment({ prometheus: { url: 'http://prometheus:9090/' } }),
    );
    expect(config).toEqual({
      environments: [
        {
          name: 'production',
          title: 'production',
          mesh: 'Mesh',
          cluster: 'a',
          links: [],
          prometheus: {
            url: 'http://prometheus:9090',
            headers: {},
            matchers: {},
            timeout: 15_000,
          },
        },
      ],
      thresholds: {
        degradedErrorShare: 0.01,
        failingErrorShare: 0.05,
        minimumRequests: 20,
        certificateWarning: 21_600_000,
      },
    });
  });

  it('takes what is there', () => {
    const config = read({
      ...environment({
        title: 'Production',
        namespaces: ['a'],
        sharedNamespaces: ['b'],
        prometheus: {
          url: 'https://metrics.example.com/prometheus',
          headers: { 'X-Scope-OrgID': 'a' },
          matchers: { cluster: 'a' },
          timeout: { seconds: 3 },
        },
      }),
      thresholds: { failingErrorShare: 0.1 },
      certificateWarning: '30m',
    });
    expect(config.environments[0]).toMatchObject({
      title: 'Production',
      namespaces: ['a'],
      sharedNamespaces: ['b'],
      prometheus: {
        headers: { 'X-Scope-OrgID': 'a' },
        timeout: 3000,
      },
    });
    expect(config.thresholds).toMatchObject({
      failingErrorShare: 0.1,
      certificateWarning: 1_800_000,
    });
  });

  it.each([
    [{ environments: [{ cluster: 'a' }] }, 'serviceMesh.environments[0].name'],
    [environment({ name: 'Not a label' }), 'serviceMesh.environments[0].name'],
    [environment({ cluster: undefined }), 'serviceMesh.environments[0]'],
    [environment({ manifests: './a' }), 'serviceMesh.environments[0]'],
    [
      environment({ prometheus: { url: 'prometheus:9090' } }),
      'serviceMesh.environments[0].prometheus.url',
    ],
    [
      environment({ prometheus: { url: 'http://p', timeout: 'soon' } }),
      'serviceMesh.environments[0].prometheus.timeout',
    ],
    [
      environment({
        prometheus: { url: 'http://p', matchers: { 'a"b': 'c' } },
      }),
      'serviceMesh.environments[0].prometheus.matchers',
    ],
    [
      environment({ links: [{ title: 'Logs' }] }),
      'serviceMesh.environments[0].links[0].url',
    ],
    [
      {
        environments: [
          { name: 'a', cluster: 'a' },
          { name: 'a', cluster: 'b' },
        ],
      },
      'serviceMesh.environments[1].name',
    ],
    [
      { thresholds: { failingErrorShare: 5 } },
      'serviceMesh.thresholds.failingErrorShare',
    ],
    [
      { thresholds: { minimumRequests: -1 } },
      'serviceMesh.thresholds.minimumRequests',
    ],
    [{ certificateWarning: 'often' }, 'serviceMesh.certificateWarning'],
  ])('refuses %j and names %s', (config, path) => {
    expect(() => read(config)).toThrow(path);
  });
});
