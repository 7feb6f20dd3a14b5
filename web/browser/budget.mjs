// Walks every demo patient from search to the end by keyboard alone, and
// prints what it took: keys, screens, questions, and predicted seconds.
import { choose, heading, open } from './panel.mjs';
import { usual, visits } from './visits.mjs';
import { answerAll, Keyboard, seconds } from './walk.mjs';

const most = { median: 25, any: 40, questions: 5 };

// A pathway that the search found, not one that the words as symptoms lead to:
// that would take what was typed for an answer.
const found = (pathway) => `form:not(:has([name=symptoms])) button[name=pathway][value=${pathway}]`;

const json = async (page, path) => (await page.request.get(new URL(path, page.url()).href)).json();

const search = async (k, visit) => {
  await k.to('#words');
  await k.type(visit.words);
  await k.enter();
  k.decisions++;
  await k.to(found(visit.pathway));
  await k.enter();
};

// toAdvice answers until there is advice, and gives its sentence.
const toAdvice = async (k, visit) => {
  while (!(await heading(k.page)).includes('Advice')) await answerAll(k, visit.finds, usual);
  return (await k.page.locator('.nhsuk-card__heading').last().innerText()).trim().replace(/^[^:]*:\s*\n/, '');
};

// finish takes the advice, and sends the letter where there is one.
const finish = async (k, visit) => {
  k.decisions++;
  await k.to('input[name=do]:checked');
  await k.enter();
  while ((await heading(k.page)).includes('For the letter')) await answerAll(k, visit.finds, usual);
  if (!(await heading(k.page)).includes('Letter')) return;
  k.decisions++;
  await k.to('button[value=send]');
  await k.enter();
};

// asks are the questions of a form that asks everything: what the pathway may
// ask, and what the letter requires.
const asks = (pathway, decision) => {
  const all = new Set(pathway.findings.filter((f) => !f.from_patient).map((f) => f.id));
  for (const finding of decision.outcome?.requires ?? []) all.add(finding);
  return all.size;
};

const walk = async (panel, visit) => {
  const page = await panel.page();
  let popUps = 0;
  page.on('dialog', (d) => { popUps++; d.dismiss(); });
  page.on('popup', () => popUps++);
  await choose(page, panel.base, visit.patient);
  const k = new Keyboard(page);
  await search(k, visit);
  const id = page.url().match(/consultations\/([^/]+)/)[1];
  const alone = (await json(page, `/api/v1/consultations/${id}`)).decision.status;
  const advice = await toAdvice(k, visit);
  const forAdvice = k.questions;
  await finish(k, visit);
  const { consultation, decision } = await json(page, `/api/v1/consultations/${id}`);
  const requires = consultation.referral ? decision.outcome?.requires ?? [] : [];
  const row = {
    ...visit, keys: k.keys, screens: k.screens, questions: k.questions, forAdvice, seconds: seconds(k), popUps, advice,
    full: asks(await json(page, `/api/v1/pathways/${visit.pathway}`), decision),
    alone: alone === 'decided', recorded: requires.filter((f) => consultation.answers[f]?.source === 'record' && consultation.answers[f].state === 'known').length,
    undecided: decision.status !== 'decided', branch: `${visit.pathway} ${decision.row ?? decision.status}`,
    requires: requires.length, known: requires.filter((f) => consultation.answers[f]?.state === 'known').length,
  };
  await page.context().close();
  return row;
};

const median = (all) => {
  const sorted = [...all].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.floor(sorted.length / 2)]) / 2;
};
const sum = (all) => all.reduce((a, b) => a + b, 0);

const line = (r) => [
  r.patient.padEnd(10), r.words.padEnd(14), String(r.keys).padStart(4), String(r.screens).padStart(7), String(r.forAdvice).padStart(6),
  String(r.questions - r.forAdvice).padStart(6), String(r.full).padStart(5), r.seconds.toFixed(1).padStart(7),
  (r.requires ? `${r.known}/${r.requires}` : '-').padStart(7), r.sparse ? ' sparse ' : '        ', r.advice,
].join(' ');

const share = (rows, what) => {
  const [known, all] = [sum(rows.map((r) => r.known)), sum(rows.map((r) => r.requires))];
  const undecided = rows.filter((r) => r.undecided).length;
  const [alone, recorded] = [rows.filter((r) => r.alone).length, sum(rows.map((r) => r.recorded))];
  const percent = (n) => `${n} of ${all} (${Math.round(100 * n / all)}%)`;
  return `${what}: undecided ${undecided} of ${rows.length}, decided by the record alone ${alone}; required items of the letters known ${percent(known)}, ${percent(recorded)} from the record`;
};

const panel = await open();
const rows = [];
try {
  for (const visit of visits) {
    rows.push(await walk(panel, visit));
    if (rows.length === 1) console.log('patient    words          keys screens advice letter  form seconds  items         advice');
    console.log(line(rows.at(-1)));
  }
} finally {
  await panel.close();
}
console.log('\n' + share(rows, 'every record'));
console.log(share(rows.filter((r) => r.sparse), 'sparse records'));
const asked = rows.map((r) => r.questions);
const times = rows.map((r) => r.seconds);
const targets = [
  ['patients walked, each to a branch of its own', 'at least', new Set(rows.map((r) => r.branch)).size, 24],
  ['predicted seconds, median', 'at most', median(times), most.median],
  ['predicted seconds, longest', 'at most', Math.max(...times), most.any],
  ['questions asked, median', 'at most', median(asked), most.questions],
  ['pop-ups', 'at most', sum(rows.map((r) => r.popUps)), 0],
];
console.log(`questions asked ${sum(asked)} of ${sum(rows.map((r) => r.full))} that full forms ask`);
for (const [what, way, value, limit] of targets) {
  const missed = way === 'at most' ? value > limit : value < limit;
  console.log(`${missed ? 'MISSED' : 'held  '} ${what}: ${Number.isInteger(value) ? value : value.toFixed(1)} (${way} ${limit})`);
  if (missed) process.exitCode = 1;
}
