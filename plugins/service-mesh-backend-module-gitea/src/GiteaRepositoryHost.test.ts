import { repositoryHostContract } from '@ecotrack/backstage-plugin-service-mesh-node/testUtils';
import { giteaSetup } from './__testUtils__/giteaSetup';
import { platformSetup } from './__testUtils__/platformSetup';

repositoryHostContract('the embedded forge', platformSetup);

const { MESH_TEST_GITEA_URL: url, MESH_TEST_GITEA_TOKEN: token } = process.env;

if (url && token) {
  repositoryHostContract(`Gitea at ${url}`, giteaSetup(url, token));
}
