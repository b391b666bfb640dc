import { expect, test, type Locator, type Page } from '@playwright/test';
import { becomesLive, merge } from './forge';
import { signIn } from './portal';

test.use({ actionTimeout: 30_000 });

/** Names that no earlier run of these tests has used. */
const RUN = Date.now().toString(36);

async function open(page: Page, template: string) {
  await page.goto(`/create/templates/default/${template}`);
  await expect(page.getByLabel('Environment')).toBeVisible();
}

const part = (page: Page, title: string) =>
  page.getByRole('group', { name: new RegExp(`^${title}( \\*)?$`) });

async function choose(within: Locator, label: string, name: string) {
  const field = within.getByRole('combobox', { name: label });
  await field.fill(name);
  await field.press('Escape');
}

const next = (page: Page) =>
  page.getByRole('button', { name: 'Next', exact: true }).click();

/** Looks at the preview, runs the template, and follows the change until the cluster has it. */
async function runToTheEnd(page: Page, title: RegExp) {
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  await page.getByRole('tab', { name: /Diff/ }).click();
  await expect(page.getByLabel(/^Diff of/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  const link = page.getByRole('link', { name: 'Follow the change' });
  await expect(link).toBeVisible({ timeout: 60_000 });
  const run = page.url();
  await page.goto((await link.getAttribute('href')) ?? '');
  await merge(page);
  await becomesLive(page);
  await page.goto(run);
  await expect(link).toBeVisible();
}

test.beforeEach(async ({ page }) => {
  await signIn(page, /Sam/);
});

test('a service gets access to another', async ({ page }) => {
  test.setTimeout(120_000);
  await open(page, 'request-access');
  await choose(part(page, 'Caller'), 'Service account', 'notification-service');
  await choose(part(page, 'Called service'), 'Service', 'product-service');
  await next(page);
  await page.getByLabel('GET', { exact: true }).check();
  await page.getByRole('button', { name: /add/i }).click();
  await page.getByLabel(/^Paths-0|^paths-0/i).fill(`/products/${RUN}`);
  await page.getByLabel(/^Reason/).fill('Mails show what was ordered.');
  await next(page);
  await runToTheEnd(page, /notification-service/);
});

/** The canary that the demonstration begins with is taken back, so that it can be started. */
async function abortCanary(page: Page) {
  const target = JSON.stringify({
    namespace: 'ecotrack',
    service: 'payment-service',
  });
  await page.goto(
    `/mesh/changes/new?environment=production&template=canary-abort&p=${encodeURIComponent(
      target,
    )}`,
  );
  await page.getByRole('button', { name: 'Propose' }).click();
  await expect(page).toHaveURL(/\/mesh\/changes\/[0-9a-f-]{36}/);
  await merge(page);
  await becomesLive(page);
}

test('a canary starts', async ({ page }) => {
  test.setTimeout(180_000);
  await abortCanary(page);
  await open(page, 'start-canary');
  await page.getByLabel('Environment').selectOption('production');
  await choose(part(page, 'Service'), 'Service', 'payment-service');
  await choose(page.locator('form'), 'New version', 'v2');
  const slider = page.getByRole('slider', { name: /Share/ });
  const figure = page.getByRole('spinbutton', { name: /Share in percent/ });
  await slider.focus();
  await slider.press('ArrowRight');
  await expect(figure).toHaveValue('11');
  await slider.press('ArrowLeft');
  await expect(figure).toHaveValue('10');
  await next(page);
  await next(page);
  await runToTheEnd(page, /payment-service: 10 % to v2/);
});

test('an API outside is added', async ({ page }) => {
  test.setTimeout(120_000);
  await open(page, 'add-external-api');
  await page.getByLabel(/^Host/).fill(`api-${RUN}.example.com`);
  await next(page);
  await page.getByRole('button', { name: /add/i }).click();
  await choose(part(page, 'Caller'), 'Service account', 'order-service');
  await next(page);
  await page.getByLabel(/^Reason/).fill('Labels for parcels.');
  await next(page);
  await runToTheEnd(page, new RegExp(`api-${RUN}`));
});

test('a service is onboarded', async ({ page }) => {
  test.setTimeout(120_000);
  const name = `returns-${RUN}`;
  await open(page, 'onboard-service');
  await choose(part(page, 'Service'), 'Service', name);
  await page
    .getByLabel(/^Image/)
    .fill(`registry.ecotrack.example.com/${name}:v1`);
  await next(page);
  await next(page);
  await page.getByLabel(/^Reason/).fill('Customers send goods back.');
  await next(page);
  await runToTheEnd(page, new RegExp(`Onboard ${name}`));
  await page.getByRole('link', { name: 'Service in the mesh' }).click();
  await expect(page.getByText(name).first()).toBeVisible();
});

test('a new service is made, with repository and entity', async ({ page }) => {
  test.setTimeout(120_000);
  const name = `refund-${RUN}`;
  await open(page, 'create-service');
  const service = part(page, 'Service');
  await choose(service, 'Service', 'Refund_Service');
  await page.getByLabel(/^Description/).fill('Pays back.');
  await page.getByRole('textbox', { name: /^Owner/ }).fill('commerce');
  await page.getByRole('option', { name: /commerce/i }).click();
  await next(page);
  await expect(
    page.getByText(/Small letters, digits and hyphens/).first(),
  ).toBeVisible();
  await choose(service, 'Service', name);
  await next(page);
  await next(page);
  await page.getByLabel(/^Reason/).fill('Customers get their money back.');
  await next(page);
  await runToTheEnd(page, new RegExp(`Onboard ${name}`));

  const repository = page.getByRole('link', { name: 'Repository' });
  const forge = await page.context().newPage();
  await forge.goto((await repository.getAttribute('href')) ?? '');
  await expect(forge.getByRole('link', { name: 'pom.xml' })).toBeVisible();
  await forge.close();
  await page.getByRole('link', { name: 'Service in the mesh' }).click();
  await expect(page.getByText(name).first()).toBeVisible();
  await page.goto(`/catalog/default/component/${name}`);
  await expect(page.getByText('Pays back.').first()).toBeVisible();
});
