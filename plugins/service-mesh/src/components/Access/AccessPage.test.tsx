import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { AccessRow } from '@ecotrack/backstage-plugin-service-mesh-common';
import { live } from '../../__testUtils__/builders';
import { renderMesh } from '../../__testUtils__/renderMesh';

const PLACE = '/mesh/access?environment=production';

const policy = {
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  namespace: 'shop',
  name: 'cart-callers',
};

const ref = (name: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: 'shop',
  name,
});

const items: AccessRow[] = [
  {
    namespace: 'data',
    workload: 'redis',
    isEntry: false,
    port: 6379,
    protocol: 'tcp',
    openness: 'anyone',
    policies: [],
    access: [
      {
        callers: 'callers outside the mesh',
        workloads: [],
        decision: 'allow',
        dependsOn: [],
        observedRate: null,
        observedFrom: [],
        deniedAndSeen: false,
      },
    ],
  },
  {
    namespace: 'shop',
    workload: 'cart',
    isEntry: false,
    port: 8080,
    protocol: 'http',
    openness: 'some',
    policies: [policy],
    access: [
      {
        callers: 'web in shop',
        workloads: [ref('web')],
        decision: 'allow',
        dependsOn: [],
        decidedBy: { object: policy, field: 'spec.rules[0]', says: '' },
        observedRate: 12,
        observedFrom: ['web'],
        deniedAndSeen: false,
      },
      {
        callers: 'batch in shop',
        workloads: [ref('batch')],
        decision: 'deny',
        dependsOn: [],
        observedRate: 2.5,
        observedFrom: ['batch'],
        deniedAndSeen: true,
      },
      {
        callers: 'admin in shop',
        workloads: [ref('admin')],
        decision: 'depends',
        dependsOn: ['request.headers[x-role]'],
        observedRate: 0,
        observedFrom: [],
        deniedAndSeen: false,
      },
    ],
  },
];

const access = async () => ({
  answer: '1 of 2 ports let anybody in.',
  items,
  sources: live,
});

describe('the access page', () => {
  it('tells who may call, opens to each caller with the policy that decided', async () => {
    renderMesh(PLACE, { access });
    const table = await screen.findByRole('table', {
      name: 'Access by workload and port',
    });
    expect(
      screen.getByRole('heading', { name: '1 of 2 ports let anybody in.' }),
    ).toBeVisible();
    const [, redis, cart] = within(table).getAllByRole('row');
    expect(redis).toHaveTextContent('anybody, also from outside the mesh');
    expect(cart).toHaveTextContent(
      'cart shop8080 httpsomeweb in shop, admin in shop (some requests)1',
    );
    await userEvent.click(
      within(cart).getByRole('button', { name: /cart port 8080/ }),
    );
    const callers = screen.getByRole('table', { name: 'Callers of cart' });
    const [, web, batch, admin] = within(callers).getAllByRole('row');
    expect(web).toHaveTextContent(
      'web in shopmay call12 req/s webcart-callers spec.rules[0]',
    );
    expect(within(web).getByRole('link')).toHaveAttribute(
      'href',
      expect.stringContaining(
        '/mesh/object?environment=production&apiVersion=',
      ),
    );
    expect(batch).toHaveTextContent(
      'batch in shopmay not call2.5 req/s batchno rule allows it',
    );
    expect(admin).toHaveTextContent('on request.headers[x-role]');
  });

  it('filters by namespace, workload and caller', async () => {
    renderMesh(PLACE, { access });
    await userEvent.selectOptions(
      await screen.findByLabelText('Namespace'),
      'shop',
    );
    expect(screen.getAllByRole('row')).toHaveLength(2);
    await userEvent.type(
      screen.getByLabelText('Search workloads and callers'),
      'nobody',
    );
    expect(screen.getByText('Nothing fits the filters')).toBeVisible();
  });

  it('teaches when there is nothing', async () => {
    renderMesh(PLACE);
    expect(await screen.findByText('No workload is known')).toBeVisible();
  });
});
