// A GP pastes far more than a letter takes. It is refused in words, and nothing
// of it is lost: with script it is not even sent, without it stands one step back.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { hold, keepHTML } from './checks.mjs';
import { framed, press } from './frames.mjs';
import { heading, open } from './panel.mjs';
import { draft } from './states.mjs';

let panel;
let record; // another site, with the panel in a frame
before(async () => {
  record = createServer((ask, answer) => {
    answer.setHeader('Content-Type', 'text/html');
    answer.end(`<!DOCTYPE html><title>Record</title><link rel="icon" href="data:,"><iframe title="Signpost" width="380" height="900" src="${decodeURIComponent(ask.url.slice(2))}"></iframe>`);
  });
  await new Promise((done) => { record.listen(0, '127.0.0.1', done); });
  panel = await open('--record-system', `FX001=http://localhost:${record.address().port}`);
});
after(async () => {
  record.close();
  await panel.close();
});

const pasted = 'Long words. '.repeat(150_000); // 1.8 MB; a request takes 1 MB
const letter = (page) => draft(page, panel.base, 'demo-16', 'suspected_skin_cancer', { suspicious_pigmented_skin_lesion: true });

test('with script a text too long is not sent, and can be shortened where it stands', async () => {
  const page = await panel.page();
  keepHTML(page);
  let sent = 0;
  page.on('request', (r) => { if (r.method() === 'POST') sent++; });
  await page.goto(await letter(page) + '/letter');
  const at = page.url();
  for (const press of ['update', 'send']) {
    await page.fill('#free_text', pasted);
    await page.click(`button[value=${press}]`);
    assert.match(await page.locator('#free_text-long').innerText(), /too long to keep. Shorten it by about 1,767,232 characters. It was not sent; all of it is still here/);
    assert.equal(await page.inputValue('#free_text'), pasted);
  }
  assert.equal(await page.evaluate(() => document.activeElement.id), 'free_text');
  assert.deepEqual([sent, page.url()], [0, at]);
  await page.fill('#free_text', 'Long words. '.repeat(2731)); // 4 bytes over
  assert.match(await page.locator('#free_text-long').innerText(), /by about 4 characters/);
  await hold(page, 'a text too long, with script');
  await page.fill('#free_text', 'Works as a baker.');
  assert.equal(await page.locator('#free_text-long').count(), 0);
  await Promise.all([page.waitForEvent('load'), page.click('button[value=update]')]);
  assert.equal(await page.inputValue('#free_text'), 'Works as a baker.');
  assert.deepEqual([sent, page.complaints], [1, []]);
  await page.context().close();
});

test('without script the answer leads back, and the text still stands there', async () => {
  const page = await panel.page({ javaScriptEnabled: false });
  await page.goto(await letter(page) + '/letter');
  await page.fill('#free_text', pasted);
  await Promise.all([page.waitForEvent('load'), page.click('button[value=update]')]);
  assert.equal(await heading(page), 'This is too long');
  assert.match(await page.locator('main').innerText(), /What you wrote is not lost: go back in your browser, and it still stands there/);
  assert.equal(await page.locator('main a').count(), 0, 'nothing leads to an empty form');
  await page.goBack();
  assert.equal(await page.inputValue('#free_text'), pasted);
  await page.context().close();
});

test('without script in the frame of a record system too', async () => {
  const page = await panel.page({ javaScriptEnabled: false, viewport: { width: 800, height: 950 } });
  const bundle = { resourceType: 'Bundle', type: 'collection', entry: [{ resource: { resourceType: 'Patient', id: 'x1', gender: 'male', birthDate: '1959-03-14', name: [{ family: 'Moss', given: ['Ivor'] }] } }] };
  const made = await page.request.post(panel.base + '/api/v1/launches', { data: bundle, headers: { 'Content-Type': 'application/fhir+json' } });
  await page.goto(`http://localhost:${record.address().port}/?${encodeURIComponent(panel.base + (await made.json()).url)}`);
  const frame = await framed(page);
  await press(frame, 'button:has-text("Write a letter without a pathway")');
  await frame.fill('#free_text', pasted);
  await press(frame, 'button[value=update]');
  assert.equal(await frame.locator('h1').innerText(), 'This is too long');
  await page.goBack({ timeout: 2000 }).catch(() => {}); // only the frame goes back: the page does not load
  await frame.waitForSelector('#free_text');
  assert.equal(await frame.inputValue('#free_text'), pasted);
  await page.context().close();
});
