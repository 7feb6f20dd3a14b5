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

// answerAll answers the open page with what the GP finds; what is not said is
// absent, or an ordinary value.
export const answerAll = async (k, finds = {}, usual = ordinary) => {
  const { page } = k;
  const asked = await read(page);
  if (asked.ticks.length) {
    for (const tick of asked.ticks.filter((t) => finds[t.finding] === 'yes')) {
      await k.to('#' + tick.id);
      await k.press('Space');
      k.decisions++;
    }
    await k.to('input[name=rest]');
    await k.press('Space');
    k.decisions++;
    k.questions += asked.ticks.length;
  }
  for (const q of asked.questions) {
    k.questions++;
    k.decisions++;
    await answerOne(k, q, finds[q.finding] ?? usual[q.finding] ?? usual[q.type]);
  }
  // Enter in a field sends the form; a text area keeps it for a new line.
  if (await page.evaluate(() => document.activeElement.tagName !== 'INPUT')) await k.to('button[value=next]');
  await k.enter();
  const refused = await page.locator('.nhsuk-error-summary li').allInnerTexts();
  if (refused.length) throw new Error(`${page.url()} refuses the answers: ${refused.join('; ')}`);
};

// ordinary is what a GP says where nothing else is said, by type or finding.
export const ordinary = { radio: 'no', checkbox: [], text: '52', textarea: '' };

// read lists what the open page asks.
const read = (page) => page.evaluate(() => ({
  ticks: [...document.querySelectorAll('input[name^="t."]')].map((e) => ({ id: e.id, finding: e.name.slice(2) })),
  questions: [...document.querySelectorAll('.sp-q')].map((q) => {
    const inputs = [...q.querySelectorAll('input[name^="a."], textarea')];
    return { id: inputs[0].id, finding: inputs[0].name.slice(2), type: inputs[0].type, values: inputs.map((e) => e.value) };
  }),
}));

const answerOne = async (k, q, answer) => {
  if (q.type === 'checkbox') return answerMany(k, q, answer);
  await k.to('#' + q.id);
  if (q.type !== 'radio') return k.type(answer);
  const at = q.values.indexOf(answer);
  if (at < 0) throw new Error(`${q.finding} does not take ${answer}: ${q.values}`);
  if (at === 0) return k.press('Space');
  const back = q.values.length - at;
  for (let i = 0; i < Math.min(at, back); i++) await k.press(at <= back ? 'ArrowDown' : 'ArrowUp');
};

const answerMany = async (k, q, answers) => {
  const stops = answers.map((a) => {
    const at = q.values.indexOf(a);
    if (at < 0) throw new Error(`${q.finding} does not take ${a}: ${q.values}`);
    return at === 0 ? `#${q.id}` : `#${q.id}-${at + 1}`;
  });
  if (!stops.length) stops.push(`input[name="u.${q.finding}"]`);
  for (const stop of stops) {
    await k.to(stop);
    await k.press('Space');
  }
};
