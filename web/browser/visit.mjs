// Walks a demo patient from search to the end, by keyboard alone, and says what
// it took and what came of it.
import { choose, heading } from './panel.mjs';
import { usual } from './visits.mjs';
import { answerAll, Keyboard, seconds } from './walk.mjs';

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

export const walk = async (panel, visit, options = {}) => {
  const page = await panel.page(options);
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
    complaints: page.complaints, unseen: k.unseen,
    letter: consultation.referral ? (await (await page.request.get(new URL(`/api/v1/consultations/${id}/letter.txt`, page.url()).href)).text()).replace(/[A-Z0-9]{26}/g, 'REFERENCE').replace(/\d\d:\d\d/g, 'TIME') : '',
    full: asks(await json(page, `/api/v1/pathways/${visit.pathway}`), decision),
    alone: alone === 'decided', recorded: requires.filter((f) => consultation.answers[f]?.source === 'record' && consultation.answers[f].state === 'known').length,
    undecided: decision.status !== 'decided', branch: `${visit.pathway} ${decision.row ?? decision.status}`,
    requires: requires.length, known: requires.filter((f) => consultation.answers[f]?.state === 'known').length,
  };
  await page.context().close();
  return row;
};
