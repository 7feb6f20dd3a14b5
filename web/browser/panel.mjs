// Starts Signpost on a file of its own and opens it in a browser.
import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const root = new URL('../../', import.meta.url).pathname;

const start = (command, folder, more) => new Promise((resolve, reject) => {
  const server = spawn(command, ['serve', '--listen', '127.0.0.1:0', '--database', join(folder, 'signpost.db'), ...more], { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  server.stdout.on('data', (text) => {
    said += text;
    const at = said.match(/http:\/\/[0-9.:]+/);
    if (at) resolve({ server, base: at[0] });
  });
  server.on('exit', (code) => reject(new Error(`signpost ended with ${code}: ${said}`)));
});

// serve starts Signpost alone, with further arguments of the serve command.
export const serve = async (...more) => {
  const folder = mkdtempSync(join(tmpdir(), 'signpost-'));
  const command = process.env.SIGNPOST ?? join(folder, 'signpost');
  if (!process.env.SIGNPOST) execFileSync('go', ['build', '-o', command, './cmd/signpost'], { cwd: root, stdio: 'inherit' });
  const { server, base } = await start(command, folder, more);
  return {
    base,
    database: join(folder, 'signpost.db'),
    stop: () => {
      server.kill();
      rmSync(folder, { recursive: true });
    },
  };
};

// how is how a browser is started.
export const how = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
};

// open takes further arguments of the serve command.
export const open = async (...more) => {
  const { base, database, stop } = await serve(...more);
  const browser = await chromium.launch(how);
  return {
    base,
    database,
    // page opens a window as wide as the panel; what it complained of is in complaints.
    page: async (options = {}) => {
      const context = await browser.newContext({ viewport: { width: 380, height: 900 }, ...options });
      const page = await context.newPage();
      page.complaints = [];
      page.on('request', (r) => { if (!r.url().startsWith(base) && !r.url().startsWith('data:')) page.complaints.push('asks elsewhere: ' + r.url()); });
      page.on('response', (r) => { if (r.status() >= 400 && r.status() !== 422) page.complaints.push(`${r.status()} ${r.url()}`); });
      page.on('console', (m) => { if (m.type() === 'error' && !m.text().includes('422')) page.complaints.push(m.text()); });
      return page;
    },
    close: async () => {
      await browser.close();
      stop();
    },
  };
};

// choose opens a patient's list of pathways.
export const choose = async (page, base, patient) => {
  await page.goto(base);
  await page.getByRole('link', { name: patient + ',' }).click();
};

// begin starts a pathway for the patient whose list is open.
export const begin = async (page, pathway) => {
  await page.getByRole('button', { name: pathway }).first().click();
  await page.waitForURL(/\/consultations\//);
};

export const heading = async (page) => (await page.locator('h1').first().innerText()).replace(/\s+/g, ' ').trim();

// answer fills in the page that is open, and goes on.
export const answer = async (page, say) => {
  if (await page.locator('input[name=rest]').count()) await page.check(`input[name=rest][value=${say.rest ?? 'absent'}]`);
  for (const name of await names(page, 'input[type=radio][name^="a."]')) await page.check(`input[name="${name}"][value=${say.radio ?? 'no'}]`).catch(() => page.check(`input[name="${name}"] >> nth=0`));
  for (const box of await page.locator(`input[type=checkbox][value=${say.many ?? 'none'}]`).all()) await box.check();
  for (const field of await page.locator('input[inputmode=decimal]').all()) await field.fill(say.number ?? '52');
  await go(page, 'next');
};

export const go = async (page, where) => {
  await Promise.all([page.waitForEvent('load'), page.click(`button[value=${where}]`)]);
};

const names = (page, selector) => page.$$eval(selector, (all) => [...new Set(all.map((e) => e.name))]);
