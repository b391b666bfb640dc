import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { signIn, switchOn } from './portal';
import baseline from './axe-baseline.json';

const PAGES = {
  overview: '/mesh/overview',
  topology: '/mesh/topology',
  table: '/mesh/topology?view=table',
  mtls: '/mesh/mtls',
  access: '/mesh/access',
  canaries: '/mesh/canaries',
  changes: '/mesh/changes',
  templates: '/mesh/changes/new',
  change: `/mesh/changes/new?template=traffic-weights&p=${encodeURIComponent(
    '{"namespace":"ecotrack","service":"payment-service"}',
  )}`,
  findings: '/mesh/findings',
  catalog: '/mesh/catalog',
  onboarding: '/mesh/onboarding?environment=dev',
  object:
    '/mesh/object?apiVersion=networking.istio.io/v1&kind=VirtualService&namespace=ecotrack&object=payment-service',
  service: '/mesh/services/ecotrack/order-service',
  checklist: '/mesh/services/ecotrack/order-service?environment=dev',
  entity: '/catalog/default/component/payment-service/mesh',
};

async function open(page: Page, path: string) {
  await page.goto(path);
  await expect(page.getByText('updated')).toBeVisible();
  await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
}

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`${scheme} theme`, () => {
    test.use({ colorScheme: scheme });

    test('opens every page, without serious accessibility problems', async ({
      page,
    }) => {
      test.setTimeout(Object.keys(PAGES).length * 15_000);
      const broken: string[] = [];
      page.on('pageerror', error => broken.push(error.message));
      await page.addInitScript(
        theme => window.localStorage.setItem('theme', theme),
        scheme,
      );
      await signIn(page, /Sam/);
      for (const [name, path] of Object.entries(PAGES)) {
        await open(page, path);
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
          .analyze();
        const serious = violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .flatMap(({ id, nodes }) =>
            nodes.map(({ target }) => `${id} ${target.join(' ')}`),
          )
          .filter(found => !baseline.some(known => found.startsWith(known)));
        expect(serious, `${name} in ${scheme}`).toEqual([]);
        await page.screenshot({
          path: `docs/images/${name}-${scheme}.png`,
        });
      }
      expect(broken).toEqual([]);
    });
  });
}

test('says in words what is in a page, and keeps the state in the URL', async ({
  page,
}) => {
  await signIn(page, /Sam/);
  await open(page, '/mesh/mtls?environment=dev&window=5m');
  await expect(
    page.getByRole('heading', { name: /accept plaintext in dev/ }),
  ).toBeVisible();
  await page.getByRole('button', { name: /Details of order-service/ }).click();
  await expect(page.getByText('Why permissive is configured')).toBeVisible();

  await page.getByRole('link', { name: 'Canaries' }).click();
  await expect(page).toHaveURL(/environment=dev/);
  await expect(page).toHaveURL(/window=5m/);

  await page.getByLabel('Environment').selectOption('production');
  await expect(page).toHaveURL(/environment=production/);
  await expect(page.getByText(/payment-service · ecotrack/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/payment-service · ecotrack/)).toBeVisible();
});

test('shows the graph by keyboard, and the same as a table', async ({
  page,
}) => {
  await signIn(page, /Sam/);
  await open(page, '/mesh/topology?environment=production');
  const order = page.getByRole('button', { name: /^order-service/ });
  await order.focus();
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('complementary', { name: 'Selected: order-service' }),
  ).toBeVisible();
  await expect(page).toHaveURL(/selected=/);
  await page.keyboard.press('ArrowRight');
  await expect(
    page.getByRole('complementary', { name: 'Selected: order-service' }),
  ).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary')).toHaveCount(0);

  await page.getByRole('button', { name: 'Table' }).click();
  await expect(page).toHaveURL(/view=table/);
  await expect(
    page
      .getByRole('table', { name: 'Calls of the graph' })
      .getByRole('row', { name: /order-service.*payment-service.*http/ }),
  ).toBeVisible();
});

test('sees a fault that is switched on, and follows it to the service', async ({
  page,
}) => {
  const off = await switchOn({
    cluster: 'ecotrack-production',
    kind: 'service-errors',
    namespace: 'ecotrack',
    name: 'user-service',
    share: 0.5,
  });
  try {
    await signIn(page, /Sam/);
    await open(page, '/mesh/overview?environment=production&window=5m');
    const problem = page
      .getByRole('listitem')
      .filter({ hasText: 'user-service' })
      .filter({ hasText: 'errors' });
    await expect(problem.first()).toBeVisible({ timeout: 60_000 });
    await problem.first().getByRole('link', { name: 'user-service' }).click();
    await expect(
      page.getByRole('heading', { level: 1, name: 'user-service' }),
    ).toBeVisible();
    await expect(page.getByText(/errors \d/).first()).toBeVisible();
  } finally {
    await off();
  }
});

test('keeps the last data when upstreams are away, says so, and recovers', async ({
  page,
}) => {
  await signIn(page, /Sam/);
  await open(page, '/mesh/overview?environment=staging');
  const prometheus = await switchOn({
    cluster: 'ecotrack-staging',
    kind: 'prometheus-away',
  });
  const apiserver = await switchOn({
    cluster: 'ecotrack-staging',
    kind: 'apiserver-away',
  });
  try {
    await expect(page.getByText(/Prometheus is away since/)).toBeVisible({
      timeout: 60_000,
    });
    await expect(page.getByText(/The cluster is away since/)).toBeVisible({
      timeout: 60_000,
    });
    await expect(page.getByText(/req\/s/).first()).toBeVisible();
  } finally {
    await prometheus();
    await apiserver();
  }
  await expect(page.getByText(/is away since/)).toHaveCount(0, {
    timeout: 80_000,
  });
});

test('lets the reader see staging and not production', async ({ page }) => {
  await signIn(page, /Rita/);
  await open(page, '/mesh/overview?environment=staging');
  await expect(
    page.getByRole('heading', { name: 'Needs you', exact: true }),
  ).toBeVisible();
  await expect(
    page.getByRole('option', { name: 'Production: not allowed' }).first(),
  ).toBeDisabled();

  await page.goto('/mesh/overview?environment=production');
  await expect(page.getByText('Not allowed', { exact: true })).toBeVisible();
  await expect(
    page.getByText(/ask group:default\/platform-team/),
  ).toBeVisible();
});

test('shows the catalog and the Kubernetes tab of a component', async ({
  page,
}) => {
  await signIn(page, /Sam/);
  await page.goto('/catalog?filters[kind]=component&filters[user]=all');
  await expect(
    page.getByRole('link', { name: 'order-service', exact: true }),
  ).toBeVisible();
  await page.goto('/catalog/default/component/order-service/kubernetes');
  await expect(page.getByText('EcoTrack production')).toBeVisible();
  await expect(page.getByText('No pods with errors').first()).toBeVisible();
});
