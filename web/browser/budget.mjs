// Walks every demo patient from search to the end by keyboard alone, and
// prints what it took: keys, screens, questions, and predicted seconds.
import { choose, heading, open } from './panel.mjs';
import { answerAll, Keyboard, seconds } from './walk.mjs';

const most = { median: 25, any: 40, questions: 5 };

// What each patient comes with, as a GP would type it.
const visits = [
  ['MOSS', 'copd'], ['BRACKEN', 'copd'], ['THORNBUSH', 'haemoptysis'], ['LARKSPUR', 'bowel'], ['SEDGE', 'bowel'], ['LICHEN', 'bowel'],
  ['CLOVER', 'milk'], ['FENNEL', 'milk'], ['ALDER', 'tonsil'], ['CAMPION', 'tonsil'], ['ROWAN', 'back pain'], ['HAWTHORN', 'back pain'],
];

// A pathway that the search found, not one that the words as symptoms lead to:
// that would take what was typed for an answer.
const fits = 'form:not(:has([name=symptoms]))';
const found = `${fits} button[name=pathway]`;

const walk = async (panel, patient, words) => {
  const page = await panel.page();
  await choose(page, panel.base, patient);
  const k = new Keyboard(page);
  await k.to('#words');
  await k.type(words);
  await k.enter();
  k.decisions++;
  await k.to(found);
  const full = Number(await page.locator(`${fits} li .sp-small`).first().innerText().then((t) => t.match(/(\d+) question/)?.[1] ?? 0));
  await k.enter();
  for (let i = 0; i < 12 && !(await heading(page)).includes('Advice'); i++) await answerAll(k, '10');
  const advice = (await page.locator('.nhsuk-card__heading').first().innerText()).trim();
  k.decisions++;
  await k.to('input[name=do]:checked');
  await k.enter();
  while ((await heading(page)).includes('For the letter')) {
    await k.to('button[value=next]');
    await k.enter();
  }
  if ((await heading(page)).includes('Letter')) {
    k.decisions++;
    await k.to('button[value=send]');
    await k.enter();
  }
  await page.context().close();
  return { patient, words, keys: k.keys, screens: k.screens, questions: k.questions, full, seconds: seconds(k), undecided: advice.includes('Not enough'), advice };
};

const median = (all) => {
  const sorted = [...all].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.floor(sorted.length / 2)]) / 2;
};

const panel = await open();
const rows = [];
try {
  for (const [patient, words] of visits) rows.push(await walk(panel, patient, words));
} finally {
  await panel.close();
}
for (const r of rows) {
  console.log(`${r.patient.padEnd(10)} ${r.words.padEnd(12)} ${String(r.keys).padStart(3)} keys ${String(r.screens).padStart(2)} screens ${String(r.questions).padStart(2)} of ${String(r.full).padStart(2)} questions ${r.seconds.toFixed(1).padStart(5)} s  ${r.advice.replace(/^[^:]*:\s*/, '')}`);
}
const times = rows.map((r) => r.seconds);
const asked = rows.map((r) => r.questions);
const table = [
  ['predicted seconds, median', median(times), most.median],
  ['predicted seconds, longest', Math.max(...times), most.any],
  ['questions, median', median(asked), most.questions],
];
console.log(`\nundecided ${rows.filter((r) => r.undecided).length} of ${rows.length}, pop-ups 0`);
for (const [what, value, limit] of table) {
  console.log(`${value > limit ? 'MISSED' : 'held  '} ${what}: ${value.toFixed(1)} (at most ${limit})`);
  if (value > limit) process.exitCode = 1;
}
