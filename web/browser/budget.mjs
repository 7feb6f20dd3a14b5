// Prints what each demo patient takes from search to the end, by keyboard
// alone, and fails where a target is missed.
import { open } from './panel.mjs';
import { walk } from './visit.mjs';
import { visits } from './visits.mjs';

const most = { median: 25, any: 40, questions: 5 };

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
