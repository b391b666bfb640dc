import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  repositoryHostsExtensionPoint,
  type RepositoryHost,
} from '@ecotrack/backstage-plugin-service-mesh-node';
import serviceMeshModuleGitea from './index';

describe('serviceMeshModuleGitea', () => {
  it('adds a host that knows the repositories of its integrations with credentials', async () => {
    const hosts: RepositoryHost[] = [];
    const backend = await startTestBackend({
      extensionPoints: [
        [
          repositoryHostsExtensionPoint,
          { addHost: (host: RepositoryHost) => hosts.push(host) },
        ],
      ],
      features: [
        serviceMeshModuleGitea,
        mockServices.rootConfig.factory({
          data: {
            integrations: {
              gitea: [
                { host: 'git.example.com', password: 'token' },
                { host: 'public.example.com' },
              ],
            },
          },
        }),
      ],
    });
    const [host] = hosts;
    expect(host?.type).toBe('gitea');
    expect(host?.repository('https://git.example.com/a/b')).toMatchObject({
      url: 'https://git.example.com/a/b',
    });
    expect(host?.repository('https://public.example.com/a/b')).toBeUndefined();
    expect(host?.repository('https://github.com/a/b')).toBeUndefined();
    await backend.stop();
  });
});
