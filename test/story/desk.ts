import type { Page } from 'playwright-core';
import { newVisitor } from '../support/browser.js';
import { password } from './town.js';

/** The panel as one person sees it, and what that person does there. */
export class Desk {
  /** What the browser complained about. */
  readonly complaints: string[] = [];

  private constructor(readonly page: Page) {
    page.setDefaultTimeout(60_000);
    page.on('console', (message) => message.type() === 'error' && this.complaints.push(message.text()));
    page.on('pageerror', (error) => this.complaints.push(String(error)));
  }

  static async signIn(base: string, email: string): Promise<Desk> {
    const desk = new Desk(await (await newVisitor(base)).newPage());
    await desk.page.goto('/admin/login');
    await desk.page.fill('#login', email);
    await desk.page.fill('#password', password);
    await desk.page.click('button[type=submit]');
    await desk.page.waitForURL('**/admin');
    return desk;
  }

  async choose(program: string): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.page.getByLabel('Program', { exact: true }).selectOption({ label: program });
    await loaded;
  }

  /** Opens a list; `query` as in the address bar. */
  async list(resource: string, query = ''): Promise<string> {
    await this.page.goto(`/admin/resources/${resource}${query}`);
    await this.page.waitForLoadState('networkidle');
    await this.page.locator('table.rows tbody tr, .empty').first().waitFor();
    return this.page.locator('main').innerText();
  }

  async record(resource: string, id: number | string): Promise<string> {
    await this.page.goto(`/admin/resources/${resource}/records/${id}/show`);
    await this.page.waitForLoadState('networkidle');
    await this.page.locator('main h1').waitFor();
    return this.page.locator('main').innerText();
  }

  /** Presses a button of the record that is open, fills in its form by the fields' names, and sends it. */
  async act(action: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.page.locator(`main [data-action="${action}"]`).first().click();
    await this.send(fields);
  }

  /** Ticks every row of the list that is open and presses a button for all of them; returns the summary. */
  async actOnAll(action: string): Promise<string> {
    await this.page.getByLabel('Select all rows of this page').check();
    await this.page.getByRole('region', { name: 'Selected rows' }).getByRole('button', { name: action }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.locator('button[type=submit]').click();
    await dialog.getByRole('progressbar').waitFor();
    const close = dialog.locator('.dialog-actions button');
    await dialog.locator('.dialog-actions button:enabled').waitFor();
    const said = await dialog.getByRole('status').innerText();
    await close.click();
    return said;
  }

  private async send(fields: Readonly<Record<string, string>>): Promise<void> {
    const dialog = this.page.getByRole('dialog');
    await dialog.locator('button[type=submit]').waitFor();
    for (const [label, value] of Object.entries(fields))
      await fillIn(dialog.getByLabel(label, { exact: false }), value);
    await dialog.locator('button[type=submit]').click();
    await dialog.waitFor({ state: 'detached' }).catch(async () => {
      throw new Error(`The form was not taken: ${await dialog.innerText()}`);
    });
  }
}

async function fillIn(field: ReturnType<Page['getByLabel']>, value: string): Promise<void> {
  const input = field.first();
  if ((await input.getAttribute('role')) === 'combobox') {
    await input.fill(value);
    await input.page().getByRole('option', { name: value }).first().click();
  } else if ((await input.evaluate((element) => element.tagName)) === 'SELECT') {
    await input.selectOption({ label: value });
  } else await input.fill(value);
}
