// Shows the panel in a frame of another site, as a record system does, and goes
// from the record to a sent letter in it: with cookies as they come, with those
// of third parties blocked, and with none at all.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { how, serve } from './panel.mjs';

let signpost; // on 127.0.0.1, and the record system on localhost: two sites
let record;
let stranger;

const listen = (handle) => new Promise((resolve) => {
  const server = createServer(handle);
  server.listen(0, '127.0.0.1', () => resolve({ server, at: `http://localhost:${server.address().port}` }));
});

// bundle is what a record system knows of a patient.
const bundle = {
  resourceType: 'Bundle', type: 'collection', entry: [
    { resource: { resourceType: 'Patient', id: 'x1', gender: 'male', birthDate: '1959-03-14', name: [{ family: 'Moss', given: ['Ivor'], prefix: ['Mr'] }], identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000018' }] } },
    { resource: { resourceType: 'Observation', status: 'final', code: { coding: [{ system: 'http://snomed.info/sct', code: '8517006', display: 'Ex-smoker' }] }, subject: { reference: 'Patient/x1' }, effectiveDateTime: '2026-09-01', valueString: 'ex' } },
  ],
};

const launch = async () => {
  const answer = await fetch(signpost.base + '/api/v1/launches', { method: 'POST', headers: { 'Content-Type': 'application/fhir+json' }, body: JSON.stringify(bundle) });
  assert.equal(answer.status, 201);
  return signpost.base + (await answer.json()).url;
};

// hosting is a page of another site with the panel in a frame.
const hosting = async (_, answer) => {
  answer.setHeader('Content-Type', 'text/html');
  answer.end(`<!DOCTYPE html><title>Record</title><link rel="icon" href="data:,"><iframe title="Signpost" width="380" height="900" src="${await launch()}"></iframe>`);
};

before(async () => {
  record = await listen(hosting);
  stranger = await listen(hosting);
  signpost = await serve('--record-system', 'FX001=' + record.at);
});
after(() => {
  signpost.stop();
  record.server.close();
  stranger.server.close();
});

// browse opens a page in a browser of its own with settings of its own.
const browse = async (settings, look, options = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'chromium-'));
  mkdirSync(join(folder, 'Default'));
  writeFileSync(join(folder, 'Default', 'Preferences'), JSON.stringify(settings));
  const context = await chromium.launchPersistentContext(folder, { ...how, viewport: { width: 800, height: 950 }, ...options });
  try {
    const page = await context.newPage();
    page.complaints = [];
    page.on('request', (r) => { if (![signpost.base, record.at, stranger.at, 'data:', 'blob:'].some((ours) => r.url().startsWith(ours))) page.complaints.push('asks elsewhere: ' + r.url()); });
    page.on('console', (m) => { if (m.type() === 'error') page.complaints.push(m.text()); });
    await look(page);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true });
  }
};

const framed = async (page) => {
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  await frame.waitForSelector('h1');
  return frame;
};

const press = (frame, selector) => Promise.all([frame.waitForNavigation(), frame.click(selector)]);

// walk goes from the record to a sent letter, and gives each address on the way.
const walk = async (frame) => {
  const seen = [frame.url()];
  await press(frame, 'button:has-text("COPD")');
  for (let i = 0; i < 9 && !/\/advice$/.test(frame.url()); i++) {
    seen.push(frame.url());
    if (await frame.locator('form[action$="/changed"]').count()) {
      await press(frame, 'button[value=on]');
      continue;
    }
    if (await frame.locator('input[name=rest]').count()) await frame.check('input[name=rest][value=absent]');
    for (const name of await frame.$$eval('input[type=radio][name^="a."]', (all) => [...new Set(all.map((e) => e.name))])) await frame.check(`input[name="${name}"][value=not_known]`);
    for (const box of await frame.locator('input[type=checkbox][value=not_known]').all()) await box.check();
    await press(frame, 'button[value=next]');
  }
  seen.push(frame.url());
  await frame.check('input[value="action:refer:routine"]');
  await press(frame, 'button[value=next]');
  if (/for=letter/.test(frame.url())) await press(frame, 'button[value=next]');
  seen.push(frame.url());
  await frame.fill('#free_text', 'Works as a baker.');
  await press(frame, 'button[value=send]');
  assert.match(await frame.locator('.nhsuk-panel__heading').innerText(), /Marked as sent/);
  seen.push(frame.url());
  return seen;
};

const cookieless = (seen) => seen.every((url) => url.startsWith(signpost.base + '/via/'));
const withCookie = (seen) => seen.every((url) => !url.includes('/via/'));

for (const [name, settings, expected] of [
  ['cookies as they come', {}, withCookie],
  ['third-party cookies blocked', { profile: { block_third_party_cookies: true, cookie_controls_mode: 1 } }, withCookie],
  ['every cookie blocked', { profile: { default_content_setting_values: { cookies: 2 } } }, cookieless],
]) {
  for (const javaScriptEnabled of [true, false]) {
    test(`a letter is sent from another site's frame: ${name}, script ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
      await browse(settings, async (page) => {
        await page.goto(record.at);
        const seen = await walk(await framed(page));
        assert.ok(expected(seen), seen.join('\n'));
        assert.deepEqual(page.complaints, [], 'nothing is asked of anybody else, and nothing is complained of');
      }, { javaScriptEnabled });
    });
  }
}

test('no other site may show the panel', async () => {
  await browse({}, async (page) => {
    await page.goto(stranger.at);
    await page.waitForTimeout(500);
    const frame = await (await page.waitForSelector('iframe')).contentFrame();
    assert.match(frame.url(), /^chrome-error:/);
    assert.match(page.complaints.join('\n'), /frame-ancestors/);
  });
});
