import assert from 'node:assert/strict';
import { truncateSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { hold, keepHTML } from './checks.mjs';
import { answer, begin, choose, go, heading, open } from './panel.mjs';
import { draft } from './states.mjs';
import { walk } from './visit.mjs';
import { visits } from './visits.mjs';

let panel;
before(async () => { panel = await open(); });
after(async () => { await panel.close(); });

// Every fourth patient, and so every action.
for (const visit of visits.filter((_, i) => i % 4 === 0)) {
  test(`${visit.patient}: without script, by the same keys, the same comes of it`, async () => {
    const [withScript, without] = [await walk(panel, visit), await walk(panel, visit, { javaScriptEnabled: false })];
    for (const row of [withScript, without]) {
      assert.deepEqual(row.complaints, []);
      assert.deepEqual(row.unseen, [], 'the focus shows at every stop');
    }
    for (const same of ['advice', 'branch', 'questions', 'screens', 'letter', 'known']) assert.deepEqual(without[same], withScript[same], same);
    assert.ok(without.keys <= withScript.keys, 'no key more without script');
  });
}

test('what needs script shows only with it', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await panel.page({ javaScriptEnabled });
    const at = await draft(page, panel.base, 'demo-13', 'suspected_breast_cancer');
    for (const part of ['/letter', '/tell']) {
      await page.goto(at + part);
      const need = await page.locator('[data-copy], [data-print]').count();
      assert.ok(need > 0, part);
      assert.equal(await page.locator('[data-copy]:visible, [data-print]:visible').count(), javaScriptEnabled ? need : 0, part);
    }
    await page.context().close();
  }
});

test('an error is said, focused and led to', async () => {
  const page = await panel.page();
  await choose(page, panel.base, 'MOSS');
  await begin(page, 'COPD');
  await go(page, 'next');
  assert.match(await page.title(), /^Error: /);
  assert.equal(await page.evaluate(() => document.activeElement.className), 'nhsuk-error-summary');
  await page.locator('.nhsuk-error-summary a').click();
  assert.equal(await page.evaluate(() => document.activeElement.type), 'checkbox');
  await page.context().close();
});

test('the live line follows the form and saves nothing', async () => {
  const page = await panel.page();
  await choose(page, panel.base, 'MOSS');
  await begin(page, 'COPD');
  const line = page.locator('#live');
  const before = await line.innerText();
  await page.getByLabel('Coughing up blood').check();
  await page.check('#rest');
  await page.waitForFunction((was) => document.getElementById('live').innerText !== was, before);
  await page.reload();
  assert.equal(await line.innerText(), before);
  await page.context().close();
});

test('going back keeps the answers, and sends nothing twice', async () => {
  const page = await panel.page();
  await choose(page, panel.base, 'MOSS');
  await begin(page, 'COPD');
  await answer(page, {});
  const at = page.url().replace(/\/advice.*/, '');
  await page.goBack();
  await page.reload();
  assert.ok(await page.getByText('Unexplained haemoptysis').count() > 0);
  await page.goto(at + '/letter');
  await go(page, 'send');
  await page.goBack();
  await page.reload();
  assert.match(await page.locator('main').innerText(), /This letter was sent/);
  await page.goto(at.replace(/consultations.*/, 'consultations?show=sent'));
  assert.equal(await page.locator(`a[href$="${new URL(at).pathname}"]`).count(), 1, 'sent once');
  await page.context().close();
});

test('a change of patient carries no answer over', async () => {
  const page = await panel.page();
  await choose(page, panel.base, 'MOSS');
  await begin(page, 'COPD');
  await answer(page, { radio: 'yes' });
  await choose(page, panel.base, 'BRACKEN');
  await begin(page, 'COPD');
  assert.match(await heading(page), /Red flags/);
  assert.equal(await page.locator('input:checked').count(), 0);
  assert.doesNotMatch(await page.locator('body').innerText(), /MOSS|Unexplained haemoptysis/);
  await page.context().close();
});

test('a letter prints on paper without what is for the screen', async () => {
  const page = await panel.page();
  const at = await draft(page, panel.base, 'demo-13', 'suspected_breast_cancer');
  await page.goto(at + '/letter');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('textarea:visible, label:visible').count(), 0, 'fields are not printed');
  assert.match(await page.locator('.sp-letter').innerText(), /YARROW/);
  await page.context().close();
});

test('a file that cannot be read is said plainly, and nothing of it is shown', async () => {
  const broken = await open();
  try {
    const page = await broken.page();
    keepHTML(page);
    const at = await draft(page, broken.base, 'demo-13', 'suspected_breast_cancer');
    for (const name of ['', '-wal']) truncateSync(broken.database + name, 0);
    for (let i = 0; i < 5; i++) await page.goto(at + '/advice');
    assert.match(await heading(page), /Something went wrong|cannot do this just now/);
    assert.doesNotMatch(await page.locator('body').innerText(), /sqlite|database|malformed|no such table/i);
    await hold(page, 'the file is broken');
    await page.context().close();
  } finally {
    await broken.close();
  }
});
