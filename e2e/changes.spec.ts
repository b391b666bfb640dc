import { expect, test, type Page } from '@playwright/test';
import { becomesLive, merge } from './forge';
import { signIn } from './portal';

const CHANGE = '/mesh/changes/new?environment=production&template=canary-step';
const TARGET = { namespace: 'ecotrack', service: 'payment-service' };

async function fill(page: Page, parameters: object) {
  const written = encodeURIComponent(JSON.stringify(parameters));
  await page.goto(`${CHANGE}&p=${written}`);
}

async function propose(page: Page, weight: number) {
  await fill(page, { ...TARGET, weight });
  await expect(
    page.getByRole('heading', { name: `Send ${weight} % of payment-service` }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Propose' }).click();
  await expect(page).toHaveURL(/\/mesh\/changes\/[0-9a-f-]{36}/);
}

test('a change goes from a form to the cluster, and back', async ({ page }) => {
  test.setTimeout(240_000);
  await signIn(page, /Sam/);
  await fill(page, { ...TARGET, weight: 25 });
  await page.getByRole('tab', { name: /Diff/ }).click();
  await expect(page.getByText('weight: 25')).toBeVisible();
  await page.getByRole('tab', { name: 'Checks' }).click();
  await expect(page.getByText('The result has no new findings.')).toBeVisible();
  await propose(page, 25);
  await merge(page);
  await becomesLive(page);

  await page.goto('/mesh/canaries?environment=production');
  await expect(page.getByText(/v2 25.0 %/).first()).toBeVisible();
  await page.goto('/mesh/changes?environment=production&show=all');
  await page
    .getByRole('link', { name: 'Send 25 % of payment-service to v2' })
    .first()
    .click();
  await page.getByRole('button', { name: /Revert/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('weight: 10')).toBeVisible();
  await dialog.getByRole('button', { name: /Revert|Propose/ }).click();
  await expect(
    page.getByRole('heading', { name: /Take back/ }).first(),
  ).toBeVisible();
  await merge(page);
  await becomesLive(page);
});

test('what may not be changed says why, and who may', async ({ page }) => {
  await signIn(page, /Rita/);
  await page.goto(
    `/mesh/changes/new?environment=staging&template=timeout&p=${encodeURIComponent(
      JSON.stringify({ ...TARGET, timeout: '3s' }),
    )}`,
  );
  await expect(
    page.getByText(/You may not change staging/).first(),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Propose' })).toBeDisabled();
});
