import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { answer, begin, choose, go, heading, open } from './panel.mjs';

let panel;
before(async () => { panel = await open(); });
after(async () => { await panel.close(); });

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const widths = [420, 360, 320, 256, 190, 380];

// visit walks through every page and state, and calls look on each.
const visit = async (page, look) => {
  await page.goto(panel.base);
  await look('patients');
  await page.getByRole('link', { name: 'BRACKEN' }).click();
  await look('find');
  await page.fill('#words', 'emphisema');
  await page.getByRole('button', { name: 'Search' }).click();
  await look('found');
  await page.fill('#words', 'qqqq');
  await page.getByRole('button', { name: 'Search' }).click();
  await look('nothing found');
  await page.getByRole('link', { name: 'Show all pathways' }).click();
  await begin(page, 'COPD');
  await look('red flags');
  await go(page, 'next');
  await look('red flags passed by');
  await page.locator('summary').first().click();
  await look('why');
  await go(page, 'advice');
  await look('advice, open');
  await page.goBack();
  await answer(page, { rest: 'unchecked' });
  for (let i = 0; i < 8 && !(await heading(page)).includes('Advice'); i++) {
    await look('questions ' + i);
    await answer(page, { radio: 'not_known', many: 'not_known', number: '' });
  }
  await look('advice, undecided');
  await page.getByRole('link', { name: 'Look at the answers' }).click();
  await look('answers');
  await page.getByRole('link', { name: /Change.*Smoking/ }).click();
  await look('change');
  await page.goto(page.url().replace(/questions.*/, 'advice'));
  await page.check('input[value="action:refer:routine"]');
  await go(page, 'next');
  await look('letter');
  await page.fill('#free_text', 'Works as a baker.');
  await go(page, 'send');
  await look('told');
  await page.getByRole('link', { name: 'Practice list' }).first().click();
  await look('list');
  await page.goto(panel.base + '/consultations?show=advised');
  await look('list, empty');
};

test('every page and state reads well, fits, and asks nobody else', async () => {
  const page = await panel.page();
  await visit(page, async (state) => {
    const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
    assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes[0].html}`), [], state);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      assert.equal(await page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth)), 0, `${state} at ${width} px`);
    }
    const small = await page.$$eval('main button, main input:not([type=hidden]), main summary', (all) => all
      .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 24).map((e) => e.outerHTML));
    assert.deepEqual(small, [], `${state}: a target under 24 px`);
    assert.equal(await page.title().then((t) => /BRACKEN|Bracken/.test(t)), false, 'no name in a title');
  });
  assert.deepEqual(page.complaints, []);
});

test('without script the same answers give the same advice', async () => {
  const advised = [];
  for (const javaScriptEnabled of [true, false]) {
    const page = await panel.page({ javaScriptEnabled });
    await choose(page, panel.base, 'MOSS');
    await begin(page, 'COPD');
    for (let i = 0; i < 8 && !(await heading(page)).includes('Advice'); i++) await answer(page, { radio: 'yes' });
    advised.push(await page.locator('.nhsuk-card__heading').first().innerText());
    const needScript = await page.locator('[data-copy], [data-print]').count();
    const shown = await page.locator('[data-copy]:visible, [data-print]:visible').count();
    assert.equal(shown, javaScriptEnabled ? needScript : 0, 'what needs script shows only with it');
  }
  assert.equal(advised[0], advised[1]);
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
});

test('going back keeps the answers', async () => {
  const page = await panel.page();
  await choose(page, panel.base, 'MOSS');
  await begin(page, 'COPD');
  await answer(page, {});
  await page.goBack();
  await page.reload();
  assert.equal(await page.getByText('Unexplained haemoptysis').count() > 0, true);
});

test('room between letters and lines clips nothing', async () => {
  const page = await panel.page({ bypassCSP: true });
  await visit(page, async (state) => {
    const style = await page.addStyleTag({ content: '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }' });
    const clipped = await page.$$eval('main *:not(.nhsuk-u-visually-hidden)', (all) => all
      .filter((e) => e.scrollWidth > e.clientWidth + 2 && getComputedStyle(e).overflow === 'hidden').map((e) => e.outerHTML.slice(0, 120)));
    assert.deepEqual(clipped, [], state);
    assert.equal(await page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth)), 0, state);
    await style.evaluate((e) => e.remove());
  });
});

test('forced colours and less motion lose nothing', async () => {
  const page = await panel.page({ forcedColors: 'active', reducedMotion: 'reduce' });
  await visit(page, async (state) => {
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0, state);
    const bare = await page.$$eval('.sp-tag, .nhsuk-button, .nhsuk-input', (all) => all
      .filter((e) => e.offsetParent && getComputedStyle(e).borderStyle === 'none' && getComputedStyle(e).outlineStyle === 'none').map((e) => e.outerHTML));
    assert.deepEqual(bare, [], state);
  });
});

test('print leaves out what is for the screen', async () => {
  const page = await panel.page();
  await choose(page, panel.base, 'MOSS');
  await begin(page, 'COPD');
  for (let i = 0; i < 8 && !(await heading(page)).includes('Advice'); i++) await answer(page, { radio: 'yes' });
  const at = page.url().replace(/\/advice.*/, '');
  await page.emulateMedia({ media: 'print' });
  for (const part of ['/letter', '/tell']) {
    await page.goto(at + part);
    assert.equal(await page.locator('button:visible, .sp-foot:visible').count(), 0, part);
    assert.equal(await page.locator('.sp-patient:visible').count(), 1, part);
  }
});
