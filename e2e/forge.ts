import { expect, type Page } from '@playwright/test';

/** Approves and merges the pull request that the page links to, in the forge. */
export async function merge(page: Page): Promise<void> {
  const link = page.getByRole('link', { name: /^#\d+ / }).first();
  await expect(link).toBeVisible({ timeout: 60_000 });
  const forge = await page.context().newPage();
  await forge.goto((await link.getAttribute('href')) ?? '');
  await forge.getByRole('button', { name: 'Approve' }).click();
  await forge.getByRole('button', { name: 'Merge' }).click();
  await expect(forge.getByText(/merged/i).first()).toBeVisible();
  await forge.close();
}

/** Waits until the page of a change says that the cluster has it. */
export async function becomesLive(page: Page): Promise<void> {
  await expect(
    page.getByText('The cluster has it as it was merged').first(),
  ).toBeVisible({ timeout: 60_000 });
}
