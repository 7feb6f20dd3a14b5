// Shows the panel in a frame of another site, as a record system does, and goes
// from the record to a sent letter in it: with cookies as they come, with those
// of third parties blocked, and with none at all.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { createServer as createTLS } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { framed, press, walk } from './frames.mjs';
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

// hosting is a page of another site with the panel in a frame: by a new link, by
// the one before again, or by an address that has ended.
let latest;
const hosting = async (ask, answer) => {
  if (ask.url === '/') latest = await launch();
  answer.setHeader('Content-Type', 'text/html');
  answer.end(`<!DOCTYPE html><title>Record</title><link rel="icon" href="data:,"><iframe title="Signpost" width="380" height="900" src="${ask.url === '/ended' ? signpost.base + '/via/ENDED/patients' : latest}"></iframe>`);
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
    page.on('console', (m) => { if (m.type() === 'error' && !/Clipboard API has been blocked/.test(m.text())) page.complaints.push(m.text()); });
    await look(page);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true });
  }
};

const cookieless = (seen) => seen.every((url) => url.startsWith(signpost.base + '/via/'));
const withCookie = (seen) => seen.every((url) => !url.includes('/via/'));

// file: the note can be taken along, though this frame may not write to the
// clipboard by itself; without script it stands there to be selected.
const file = async (page, frame, javaScriptEnabled) => {
  await press(frame, 'a:has-text("File in the record")');
  const note = frame.locator('#note');
  assert.match(await note.inputValue(), /Letter marked as sent/);
  assert.equal(await frame.locator('[data-copy]:visible').count(), javaScriptEnabled ? 1 : 0);
  if (!javaScriptEnabled) return;
  await page.evaluate(() => { window.handed = []; addEventListener('message', ({ origin, data }) => window.handed.push({ origin, data })); });
  await frame.click('[data-copy=note]');
  await frame.waitForFunction(() => /Copied|press Ctrl and C/.test(document.getElementById('note-status').textContent));
  assert.equal(await note.evaluate((e) => e.value.slice(e.selectionStart, e.selectionEnd) === e.value), true, 'all of it is selected');
  await frame.click('[data-file]');
  await page.waitForFunction(() => window.handed.length > 0);
  const [{ origin, data }] = await page.evaluate(() => window.handed);
  assert.equal(origin, signpost.base);
  assert.deepEqual([data.type, data.bundle.resourceType], ['signpost.file', 'Bundle']);
};

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
        await file(page, page.frames()[1], javaScriptEnabled);
        assert.deepEqual(page.complaints, [], 'nothing is asked of anybody else, and nothing is complained of');
      }, { javaScriptEnabled });
    });
  }
}

// Behind TLS the panel and the record system have names and certificates of
// their own, as in a practice.
test("a letter is sent from another site's frame: by TLS, third-party cookies blocked", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tls-'));
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=record.test', '-addext', 'subjectAltName=DNS:record.test,DNS:panel.test',
    '-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')], { stdio: 'ignore' });
  const tls = { key: readFileSync(join(folder, 'key.pem')), cert: readFileSync(join(folder, 'cert.pem')) };
  let behind; // the server that the proxy stands before
  let cookies = [];
  const proxy = createTLS(tls, (ask, answer) => {
    const to = new URL(behind.base);
    const inner = request({ host: to.hostname, port: to.port, method: ask.method, path: ask.url, headers: { ...ask.headers, host: to.host } }, (got) => {
      cookies = cookies.concat(got.headers['set-cookie'] ?? []);
      answer.writeHead(got.statusCode, got.headers);
      got.pipe(answer);
    });
    ask.pipe(inner);
  });
  const host = createTLS(tls, async (_, answer) => {
    const made = await fetch(behind.base + '/api/v1/launches', { method: 'POST', headers: { 'Content-Type': 'application/fhir+json' }, body: JSON.stringify(bundle) });
    answer.setHeader('Content-Type', 'text/html');
    answer.end(`<!DOCTYPE html><title>Record</title><link rel="icon" href="data:,"><iframe title="Signpost" width="380" height="900" src="https://panel.test:${proxy.address().port}${(await made.json()).url}"></iframe>`);
  });
  await new Promise((done) => { proxy.listen(0, '127.0.0.1', done); });
  await new Promise((done) => { host.listen(0, '127.0.0.1', done); });
  behind = await serve('--record-system', `FX001=https://record.test:${host.address().port}`);
  try {
    await browse({ profile: { block_third_party_cookies: true, cookie_controls_mode: 1 } }, async (page) => {
      await page.goto(`https://record.test:${host.address().port}`);
      const seen = await walk(await framed(page));
      assert.ok(seen.every((url) => !url.includes('/via/')), seen.join('\n'));
      assert.match(cookies[0], /^__Host-signpost=[A-Z0-9]{26}; Path=\/; HttpOnly; Secure; SameSite=None; Partitioned$/);
      assert.deepEqual(page.complaints.filter((said) => !/asks elsewhere: https:\/\/(record|panel)\.test:/.test(said)), []);
    }, { ignoreHTTPSErrors: true, args: [...how.args, '--host-resolver-rules=MAP *.test 127.0.0.1', '--ignore-certificate-errors'] });
  } finally {
    behind.stop();
    proxy.close();
    host.close();
    rmSync(folder, { recursive: true });
  }
});

for (const javaScriptEnabled of [true, false]) {
  test(`what is over says so in the frame, script ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
    await browse({}, async (page) => {
      const heading = async (path) => {
        await page.goto(record.at + path);
        return (await framed(page)).locator('h1').innerText();
      };
      assert.match(await heading('/'), /Find a pathway/);
      assert.equal(await heading('/again'), 'This link can no longer be used');
      assert.equal(await heading('/ended'), 'This session has ended');
    }, { javaScriptEnabled });
  });
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
