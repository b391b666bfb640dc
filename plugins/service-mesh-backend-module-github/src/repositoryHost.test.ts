import { repositoryHostContract } from '@ecotrack/backstage-plugin-service-mesh-node/testUtils';
import { githubSetup } from './__testUtils__/githubSetup';
import { platformSetup } from './__testUtils__/platformSetup';
import { recordExchanges } from './__testUtils__/recordExchanges';

const { requests, problems } = recordExchanges();

repositoryHostContract('the embedded forge', platformSetup);

describe('what was sent and answered', () => {
  it('is as GitHub describes its API', () => {
    expect(requests.length).toBeGreaterThan(500);
    expect(problems).toEqual([]);
  });
});

const {
  MESH_TEST_GITHUB_URL: root = 'https://github.com',
  MESH_TEST_GITHUB_API: api = 'https://api.github.com',
  MESH_TEST_GITHUB_REPOSITORY: repository,
  MESH_TEST_GITHUB_TOKEN: token,
} = process.env;

if (repository && token) {
  repositoryHostContract(
    `GitHub at ${root}`,
    githubSetup({ root, api }, repository, token),
  );
}
