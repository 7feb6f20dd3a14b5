// The first time: from a fresh clone to a referral sent and its PDF opened, by
// what is on the screen alone. It needs git, make, npm, Go and pdftotext.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { chromium } from 'playwright-core';
import { answer, go, heading, how } from './panel.mjs';

const root = new URL('../../', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'signpost-first-'));
let run;
after(() => {
  if (run) process.kill(-run.pid);
  rmSync(folder, { recursive: true });
});

// started is the address that `make run` prints.
const started = () => new Promise((resolve, reject) => {
  run = spawn('make', ['run', 'SERVE=--listen 127.0.0.1:0'], { cwd: join(folder, 'signpost'), detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const listen = (text) => {
    said += text;
    const at = said.match(/http:\/\/[0-9.:]+\//);
    if (at) resolve(at[0]);
  };
  run.stdout.on('data', listen);
  run.stderr.on('data', listen);
  run.on('exit', (code) => reject(new Error(`make run ended with ${code}: ${said}`)));
});

test('from a fresh clone to a referral sent, and its PDF', { timeout: 280_000 }, async () => {
  execFileSync('git', ['clone', '--quiet', root, join(folder, 'signpost')]);
  const begin = Date.now();
  const address = await started();
  console.log(`# the address after ${Math.round((Date.now() - begin) / 1000)} s`);
  const browser = await chromium.launch(how);
  try {
    const page = await (await browser.newContext({ viewport: { width: 380, height: 900 } })).newPage();
    await page.goto(address);
    const patient = page.getByRole('link', { name: 'MOSS' });
    const name = (await patient.innerText()).split(' (')[0];
    await patient.click();
    await page.getByRole('textbox').fill('copd');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('button', { name: 'COPD' }).click();
    await page.waitForURL(/consultations/);
    while (!(await heading(page)).includes('Advice')) await answer(page, {});
    while (!(await heading(page)).endsWith('Letter')) await go(page, 'next');
    await page.getByRole('button', { name: 'Mark as sent' }).click();
    await page.getByText('Marked as sent').waitFor();
    const href = await page.getByRole('link', { name: /letter as PDF/ }).getAttribute('href');
    const letter = await page.request.get(new URL(href, address).href);
    assert.equal(letter.headers()['content-type'], 'application/pdf');
    assert.equal((await letter.body()).subarray(0, 5).toString(), '%PDF-');
    const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: await letter.body() }).toString();
    assert.ok(text.includes(name), `${name} is not in the letter:\n${text.slice(0, 600)}`);
  } finally {
    await browser.close();
  }
});
