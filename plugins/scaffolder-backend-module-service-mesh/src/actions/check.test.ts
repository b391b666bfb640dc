import { symlinkSync } from 'node:fs';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createCheckAction } from './check';

const ROUTE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: orders
  namespace: shop
spec:
  hosts: [orders]
  http:
    - route:
        - destination: { host: nowhere }
`;
const NAMESPACE = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
`;

describe('service-mesh:check', () => {
  const directory = createMockDirectory();
  const action = createCheckAction();
  const workspacePath = () => directory.resolve('workspace');

  beforeEach(() =>
    directory.setContent({
      workspace: {
        deploy: { 'routes.yaml': ROUTE, 'readme.md': 'kind: Service' },
        clean: { 'namespace.yaml': NAMESPACE },
        node_modules: { 'other.yaml': ROUTE },
      },
      outside: { 'secret.yaml': ROUTE },
    }),
  );

  function check(input: {
    paths?: string[];
    failOn?: 'error' | 'warning' | 'info';
  }) {
    const output = jest.fn();
    const context = createMockActionContext({
      workspacePath: workspacePath(),
      input,
    });
    return {
      done: action.handler({ ...context, input, output }),
      output,
    };
  }

  it('fails on errors, each with its file and line and the fix', async () => {
    const { done, output } = check({ paths: ['deploy'] });
    await expect(done).rejects.toThrow(
      /deploy\/routes\.yaml:10:\d+: error MESH\d+: .*nowhere.* Fix: /,
    );
    expect(output).toHaveBeenCalledWith('findings', [
      expect.objectContaining({
        severity: 'error',
        file: 'deploy/routes.yaml',
        line: 10,
      }),
    ]);
  });

  it('looks at the whole workspace, without packages that others wrote', async () => {
    const { done, output } = check({});
    await expect(done).rejects.toThrow(/^1 finding in 2 files/);
    expect(output).toHaveBeenCalledTimes(1);
  });

  it('goes on where nothing is as bad as failOn', async () => {
    const { done, output } = check({ paths: ['clean/namespace.yaml'] });
    await expect(done).resolves.toBeUndefined();
    expect(output).toHaveBeenCalledWith('findings', expect.any(Array));
  });

  it('does not fail for what somebody accepts', async () => {
    const policy = (annotations: string) => `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: none, namespace: shop, annotations: {${annotations}}}
spec: {selector: {matchLabels: {app: none}}}
`;
    directory.addContent({
      'workspace/open.yaml': policy(''),
      'workspace/accepted.yaml': policy(
        'servicemesh.ecotrack.io/accepted.MESH3005: It comes in May.',
      ),
    });
    const failOn = 'warning';
    await expect(check({ paths: ['open.yaml'], failOn }).done).rejects.toThrow(
      /warning MESH3005: /,
    );
    const { done, output } = check({ paths: ['accepted.yaml'], failOn });
    await expect(done).resolves.toBeUndefined();
    expect(output).toHaveBeenCalledWith('findings', []);
  });

  it.each(['../outside', '/etc', 'deploy/../../outside/secret.yaml'])(
    'does not leave the workspace for %s',
    async path => {
      await expect(check({ paths: [path] }).done).rejects.toThrow(
        expect.objectContaining({ name: 'NotAllowedError' }),
      );
    },
  );

  it('does not follow links and kustomizations out of the workspace', async () => {
    directory.addContent({
      'workspace/linked/kustomization.yaml':
        'resources: [../../outside/secret.yaml, link.yaml]\n',
    });
    symlinkSync(
      directory.resolve('outside/secret.yaml'),
      directory.resolve('workspace/linked/link.yaml'),
    );
    symlinkSync(
      directory.resolve('outside'),
      directory.resolve('workspace/linked/folder'),
    );
    const { done, output } = check({ paths: ['linked'] });
    await expect(done).rejects.toThrow(
      /linked\/link\.yaml:1:1: error MESH0001: It is not in the workspace/,
    );
    expect(JSON.stringify(output.mock.calls)).not.toContain('nowhere');
    await expect(check({ paths: ['linked/folder'] }).done).rejects.toThrow(
      expect.objectContaining({ name: 'NotAllowedError' }),
    );
  });

  it('names a path that does not exist', async () => {
    await expect(check({ paths: ['charts'] }).done).rejects.toThrow(
      'paths: charts is not in the workspace.',
    );
  });

  it.each(['kind: [', '\u0000\u0001', '[]', 'apiVersion: v1\nkind: Service\n'])(
    'takes any text for a manifest: %j',
    async text => {
      directory.addContent({ 'workspace/odd/file.yaml': text });
      const { done, output } = check({ paths: ['odd'], failOn: 'error' });
      const ended = done.then(
        () => 'well',
        error => error.name,
      );
      expect(['well', 'InputError']).toContain(await ended);
      expect(output).toHaveBeenCalledTimes(1);
    },
  );
});
