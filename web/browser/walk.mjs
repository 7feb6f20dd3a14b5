// Uses the panel by keyboard alone, and counts.

// A keystroke takes 0.28 s, a decision 1.35 s (keystroke-level model).
const perKey = 0.28;
const perDecision = 1.35;

export const seconds = ({ keys, decisions }) => keys * perKey + decisions * perDecision;

export class Keyboard {
  constructor(page) {
    this.page = page;
    this.keys = 0;
    this.decisions = 0;
    this.screens = 0;
    this.questions = 0;
    this.unseen = [];
  }

  async press(key) {
    this.keys++;
    await this.page.keyboard.press(key);
  }

  // to presses Tab until the selector has the focus, and sees that the focus
  // shows.
  async to(selector, most = 120) {
    for (let i = 0; i < most; i++) {
      if (await this.page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector)) return this.seen();
      await this.press('Tab');
    }
    throw new Error(`the keyboard does not reach ${selector} on ${this.page.url()}`);
  }

  async seen() {
    const shows = await this.page.evaluate(() => {
      const e = document.activeElement;
      const marks = [e, e.nextElementSibling, e.firstElementChild].filter(Boolean).flatMap((x) => [getComputedStyle(x), getComputedStyle(x, '::before')]);
      const r = e.getBoundingClientRect();
      return r.bottom > 0 && r.top < innerHeight && marks.some((s) => s.boxShadow !== 'none' || (s.outlineStyle !== 'none' && s.outlineWidth !== '0px'));
    });
    if (!shows) this.unseen.push(await this.page.evaluate(() => document.activeElement.outerHTML.slice(0, 160)));
  }

  // enter goes on to the next page.
  async enter() {
    this.screens++;
    this.keys++;
    await Promise.all([this.page.waitForEvent('load'), this.page.keyboard.press('Enter')]);
  }

  async type(text) {
    this.keys += text.length;
    await this.page.keyboard.type(text);
  }
}

// answerAll answers the open page: nothing is present, and every value is
// ordinary.
export const answerAll = async (k, value = '52') => {
  const { page } = k;
  if (await page.locator('input[name=rest]').count()) {
    await k.to('input[name=rest]');
    await k.press('Space');
    k.decisions++;
    k.questions += await page.locator('input[name=tick]').count();
  }
  const asked = await page.$$eval('.sp-q', (all) => all.map((q) => {
    const first = q.querySelector('input:not([type=hidden]), textarea');
    return { id: first.id, type: first.type, name: first.name };
  }));
  for (const q of asked) {
    k.questions++;
    k.decisions++;
    await k.to('#' + CSS_escape(q.id));
    if (q.type === 'radio') {
      await k.press('ArrowDown'); // from none to the second answer: no
      continue;
    }
    if (q.type === 'checkbox') {
      await k.to(`input[name="u.${q.name.slice(2)}"]`);
      await k.press('Space');
      continue;
    }
    if (q.type === 'text') await k.type(value);
  }
  // Enter in a field sends the form; a text area keeps it for a new line.
  if (await page.evaluate(() => document.activeElement.tagName !== 'INPUT')) await k.to('button[value=next]');
  await k.enter();
};

const CSS_escape = (id) => id.replace(/[^a-zA-Z0-9_-]/g, (c) => '\\' + c);
