// What holds of every page in every state.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const widths = [420, 360, 320, 256, 190, 380];
const validator = new HtmlValidate(new FileSystemConfigLoader({ extends: [] }));
const config = { ...JSON.parse(readFileSync(new URL('htmlvalidate.json', import.meta.url))), root: true };

// keepHTML keeps the page as the server sent it, whatever its status.
export const keepHTML = (page) => {
  page.on('response', (r) => {
    if (r.request().resourceType() === 'document' && r.frame() === page.mainFrame() && !r.headers().location) page.html = r.text().catch((e) => e);
  });
};

const over = (page) => page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));

const accessible = async (page) => {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes[0].html}`), []);
};

const valid = async (page) => {
  const html = await page.html;
  if (typeof html !== 'string') throw html;
  const report = await validator.validateString(html, config);
  assert.deepEqual(report.results.flatMap((r) => r.messages.map((m) => `${m.ruleId} at ${m.line}: ${m.message}`)), []);
};

const fits = async (page) => {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    assert.equal(await over(page), 0, `too wide at ${width} px`);
  }
  const small = await page.$$eval('main button, main input:not([type=hidden]), main summary', (all) => all
    .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 24).map((e) => e.outerHTML));
  assert.deepEqual(small, [], 'a target under 24 px');
};

// spaced gives letters, words and lines the room of WCAG 1.4.12.
const spaced = async (page) => {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }');
    document.adoptedStyleSheets = [sheet];
  });
  const clipped = await page.$$eval('main *:not(.nhsuk-u-visually-hidden, [aria-hidden])', (all) => all
    .filter((e) => e.scrollWidth > e.clientWidth + 2 && getComputedStyle(e).overflow === 'hidden').map((e) => e.outerHTML.slice(0, 120)));
  assert.deepEqual(clipped, [], 'clipped when spaced');
  assert.equal(await over(page), 0, 'too wide when spaced');
  await page.evaluate(() => { document.adoptedStyleSheets = []; });
};

const plain = async (page) => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  const moving = await page.evaluate(() => document.getAnimations().length);
  const bare = await page.$$eval('.sp-tag, .nhsuk-button, .nhsuk-input, .nhsuk-textarea, .nhsuk-card, .nhsuk-error-summary', (all) => all
    .filter((e) => e.offsetParent && getComputedStyle(e).borderStyle === 'none' && getComputedStyle(e).outlineStyle === 'none').map((e) => e.outerHTML.slice(0, 120)));
  await page.emulateMedia({ forcedColors: null, reducedMotion: null });
  assert.equal(moving, 0, 'something moves');
  assert.deepEqual(bare, [], 'without an edge in forced colours');
};

const prints = async (page) => {
  await page.emulateMedia({ media: 'print' });
  const shown = await page.locator('.nhsuk-button:visible, .sp-foot:visible, .nhsuk-skip-link:visible, input[type=file]:visible').count();
  const named = await page.locator('.sp-patient').count() ? await page.locator('.sp-patient:visible').count() : 1;
  await page.emulateMedia({ media: null });
  assert.equal(shown, 0, 'what is for the screen is printed');
  assert.equal(named, 1, 'the patient is not printed');
};

// stops are how many places Tab stops at: a group of radios is one.
const stops = (page) => page.evaluate(() => {
  const groups = new Set();
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), textarea, select, summary, [tabindex="0"]')].filter((e) => {
    if (e.disabled || e.tabIndex < 0 || !e.checkVisibility()) return false;
    if (e.type !== 'radio') return true;
    const group = (e.form?.action ?? '') + e.name;
    return !groups.has(group) && groups.add(group);
  }).length;
});

// reachable goes round the page by Tab: each stop is reached once, shows that
// it has the focus, and nothing covers it.
const reachable = async (page) => {
  const expected = await stops(page);
  await page.evaluate(() => { // begin at the top, whatever had the focus
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const wrong = [];
  let met = 0;
  while (met <= expected) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const e = document.activeElement;
      if (e.dataset.met === 'last') return 'again'; // the parts of a date
      if (e === document.body || e.dataset.met) return 'end';
      for (const last of document.querySelectorAll('[data-met=last]')) last.dataset.met = 'yes';
      e.dataset.met = 'last';
      const marks = [e, e.nextElementSibling, e.firstElementChild].filter(Boolean).flatMap((x) => [getComputedStyle(x), getComputedStyle(x, '::before')]);
      const r = e.getBoundingClientRect();
      const visible = r.bottom > 0 && r.top < innerHeight && marks.some((s) => s.boxShadow !== 'none' || (s.outlineStyle !== 'none' && s.outlineWidth !== '0px'));
      return visible ? '' : e.outerHTML.slice(0, 160);
    });
    if (seen === 'end') break;
    if (seen === 'again') continue;
    met++;
    if (seen) wrong.push(seen);
  }
  await page.evaluate(() => { for (const e of document.querySelectorAll('[data-met]')) delete e.dataset.met; });
  assert.deepEqual(wrong, [], 'the focus does not show');
  assert.equal(met, expected, 'stops of the keyboard');
};

// hold checks a page in one state. Nothing of a patient stands in its title.
export const hold = async (page, state) => {
  for (const check of [accessible, valid, reachable, fits, spaced, plain, prints]) {
    try {
      await check(page);
    } catch (e) {
      e.message = `${state}: ${e.message}`;
      throw e;
    }
  }
  assert.doesNotMatch(await page.title(), /BRACKEN|Bracken|MOSS|999 ?000/, `${state}: a patient in a title`);
};
