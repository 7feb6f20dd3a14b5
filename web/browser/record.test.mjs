// Works beside a record, as in a practice: the demo's record system, with the
// panel in its frame.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { framed, press, walk } from './frames.mjs';
import { open } from './panel.mjs';

let panel;
before(async () => { panel = await open(); });
after(async () => { await panel.close(); });

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const wide = { viewport: { width: 1280, height: 900 } };

// beside opens a patient's record, and the panel beside it.
const beside = async (page, patient) => {
  await page.getByRole('link', { name: patient }).click();
  await page.waitForURL(/\/of\//);
  await page.getByRole('button', { name: 'Open Signpost' }).click();
  await page.waitForFunction(() => window.frames[0].location.href !== 'about:blank').catch(() => {});
  return framed(page);
};

const well = async (page, state) => {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes[0].html}`), [], state);
};

test('from the record to a sent letter and back into the record', async () => {
  const page = await panel.page(wide);
  await page.goto(panel.base + '/demo/record');
  const frame = await beside(page, 'MOSS');
  assert.match(await frame.locator('.sp-patient').innerText(), /MOSS, Ivor/);
  await walk(frame);
  await press(frame, 'a:has-text("File in the record")');
  await well(page, 'record with the panel');
  await frame.click('[data-file]');
  await frame.waitForFunction(() => document.getElementById('note-status').textContent === 'Filed in the record');
  assert.match(await page.locator('#filed').innerText(), /Letter marked as sent/);
  await page.reload();
  assert.match(await page.locator('#filed').innerText(), /Document: Referral letter/, 'it is filed for good');
  assert.deepEqual(page.complaints, []);
});

test('a change of patient never carries an answer over', async () => {
  const page = await panel.page(wide);
  await page.goto(panel.base + '/demo/record');
  let frame = await beside(page, 'BRACKEN');
  await press(frame, 'button:has-text("COPD")');
  await frame.getByLabel('Coughing up blood').check();
  await frame.check('input[name=rest][value=absent]');
  await press(frame, 'button[value=later]');
  const draft = frame.url();

  frame = await beside(page, 'SAFFRON');
  assert.match(await frame.locator('.sp-patient').innerText(), /SAFFRON/);
  assert.equal(await frame.locator('h2:has-text("draft")').count(), 0, 'no draft of the other patient');
  assert.doesNotMatch(await frame.locator('body').innerText(), /BRACKEN/);
  await press(frame, 'button:has-text("COPD")');
  assert.equal(await frame.locator('input[type=checkbox]:checked').count(), 0);
  assert.doesNotMatch(await frame.locator('main').innerText(), /Answered/);

  frame = await beside(page, 'BRACKEN');
  assert.equal(await frame.locator('h2:has-text("draft")').count(), 1, 'and it is still there for its own');
  assert.match(draft, /\/patients\//);
  assert.deepEqual(page.complaints, []);
});

test('a filing of another patient is refused by the record', async () => {
  const page = await panel.page(wide);
  await page.goto(panel.base + '/demo/record');
  const frame = await beside(page, 'SEDGE');
  await walk(frame);
  await press(frame, 'a:has-text("File in the record")');
  const other = await page.evaluate(() => { // as if the record system had gone on to another patient meanwhile
    const section = document.getElementById('filed');
    section.dataset.file = section.dataset.file.replace(/demo-\d+/, 'demo-01');
    return section.dataset.file;
  });
  assert.match(other, /demo-01/);
  await frame.click('[data-file]');
  await frame.waitForFunction(() => /did not file this: This is of another patient/.test(document.getElementById('note-status').textContent));
});

test('the record, what changed and what is filed read well in a narrow panel', async () => {
  const page = await panel.page();
  const fits = async (state) => {
    await well(page, state);
    for (const width of [420, 320, 256, 190, 380]) {
      await page.setViewportSize({ width, height: 900 });
      assert.equal(await page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth)), 0, `${state} at ${width} px`);
    }
    const small = await page.$$eval('main button, main input:not([type=hidden]), main summary', (all) => all
      .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 24).map((e) => e.outerHTML));
    assert.deepEqual(small, [], `${state}: a target under 24 px`);
  };
  await page.goto(panel.base + '/patients/demo-04/record');
  await page.locator('summary').click();
  await fits('record');
  await page.goto(panel.base);
  await page.getByRole('link', { name: 'LARKSPUR,' }).click();
  await walk(page.mainFrame());
  await page.getByRole('link', { name: 'File in the record' }).click();
  await page.waitForURL(/\/file$/);
  await fits('file');
  const filed = page.url();
  await page.goto(panel.base + '/news');
  await fits('news');
  await page.goto(panel.base + '/asked');
  await fits('asked for, nothing');
  await page.goto(panel.base + '/patients/demo-04');
  await page.fill('#words', 'qqqq');
  await page.getByRole('button', { name: 'Search' }).click();
  await fits('nothing found');
  await page.fill('#wish', 'Hyperhidrosis of the hands');
  await page.getByRole('button', { name: 'Ask for this pathway' }).click();
  await fits('asked for');
  await page.getByRole('link', { name: 'What the practice asked for' }).click();
  await fits('asked for, listed');
  await page.goto(filed);
  assert.equal(await page.locator('[data-file]:visible').count(), 0, 'nobody to hand it to in a window of its own');
  assert.deepEqual(page.complaints, []);
});

test('what changed meanwhile is seen before going on, with script and without', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await panel.page({ javaScriptEnabled });
    const name = javaScriptEnabled ? 'GORSE,' : 'ELDER,';
    await page.goto(panel.base);
    await page.getByRole('link', { name }).click();
    const banner = await page.locator('.sp-patient').innerText();
    const number = banner.match(/NHS No\.\s*([\d ]{12})/)[1].replaceAll(' ', '');
    const [, family, given] = banner.match(/([A-Z'-]+), (\S+)/);
    const birthDate = new Date(banner.match(/Born\s+(\S+)/)[1] + ' UTC').toISOString().slice(0, 10);
    await page.getByRole('button', { name: 'COPD' }).first().click();
    await page.waitForURL(/consultations/);
    const draft = page.url().replace(/\/questions.*/, '');
    const bundle = {
      resourceType: 'Bundle', entry: [
        { resource: { resourceType: 'Patient', id: 'x', birthDate, name: [{ family, given: [given] }], identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: number }] } },
        { resource: { resourceType: 'Observation', status: 'final', subject: { reference: 'Patient/x' }, code: { coding: [{ system: 'http://snomed.info/sct', code: '66857006', display: 'Haemoptysis' }] }, effectiveDateTime: new Date(Date.now() - 864e5).toISOString().slice(0, 10), valueBoolean: true } },
      ],
    };
    const sent = await fetch(panel.base + '/api/v1/launches', { method: 'POST', headers: { 'Content-Type': 'application/fhir+json' }, body: JSON.stringify(bundle) });
    assert.equal(sent.status, 201);

    await page.goto(draft + '/questions');
    await page.getByRole('link', { name: 'See what, before you go on' }).click();
    await page.waitForURL(/changed$/);
    assert.match(await page.locator('main').innerText(), /Haemoptysis.*new in the record/);
    assert.match(await page.locator('.sp-patient').innerText(), new RegExp(name), 'nothing is taken over yet');
    if (javaScriptEnabled) await well(page, 'what has changed');
    for (const width of [420, 320, 256, 190, 380]) {
      await page.setViewportSize({ width, height: 900 });
      assert.equal(await page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth)), 0, `what has changed at ${width} px`);
    }
    await page.getByRole('button', { name: 'Continue' }).first().click();
    await page.waitForURL((url) => !/changed$/.test(url.pathname));
    assert.equal(await page.getByRole('link', { name: 'See what, before you go on' }).count(), 0, 'what was seen is not news');
    assert.deepEqual(page.complaints, []);
  }
});
