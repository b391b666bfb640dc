import { expect, type Page } from '@playwright/test';
import { simulatorUrl } from '../playwright.config';

/** A fault of the embedded platform, as its HTTP interface takes it. */
export interface Fault {
  cluster: string;
  kind: string;
  namespace?: string;
  name?: string;
  version?: string;
  share?: number;
  factor?: number;
}

/** Switches a fault on; the answer switches it off again. */
export async function switchOn(fault: Fault): Promise<() => Promise<void>> {
  const response = await fetch(`${simulatorUrl}/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
  expect(response.status, await response.clone().text()).toBe(201);
  const { id } = (await response.json()) as { id: string };
  return async () => {
    await fetch(`${simulatorUrl}/faults/${id}`, { method: 'DELETE' });
  };
}

/** Signs in through the page, as a visitor does. */
export async function signIn(page: Page, person: RegExp): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: person }).click();
  await expect(
    page.getByRole('link', { name: 'Catalog', exact: true }).first(),
  ).toBeVisible();
}
