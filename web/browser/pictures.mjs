// Takes the pictures of docs/: the pages of the main path, and the letters.
// Arguments choose some of mainPath, otherPages, otherLetters, exampleLetters.
// It needs pdftoppm and ImageMagick's convert.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answer, begin, choose, go, heading, open } from './panel.mjs';
import * as flows from './states.mjs';

const images = new URL('../../docs/images/', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'signpost-pictures-'));
const panel = await open();

const reduce = (from, name) => execFileSync('convert', [from, '-colors', '64', '-strip', `PNG8:${images}${name}.png`]);

const shoot = async (page, name) => {
  const path = join(folder, name + '.png');
  await page.screenshot({ path });
  reduce(path, name);
};

const pdf = async (page, at, name) => {
  const path = join(folder, name);
  writeFileSync(path + '.pdf', await (await page.request.get(at)).body());
  execFileSync('pdftoppm', ['-r', '60', '-f', '1', '-l', '1', '-singlefile', '-png', path + '.pdf', path]);
  reduce(path + '.png', name);
};

// advised walks one patient to the advice.
const advised = async (patient, pathway, say = {}) => {
  const page = await panel.page();
  await choose(page, panel.base, patient);
  await begin(page, pathway);
  for (let i = 0; i < 12 && !(await heading(page)).includes('Advice'); i++) await answer(page, say);
  return { page, at: page.url().replace(/\/advice.*/, '') };
};

const toLetter = async (page) => {
  await go(page, 'next');
  while ((await heading(page)).includes('For the letter')) await go(page, 'next');
};

const mainPath = async () => {
  const page = await panel.page();
  await page.goto(panel.base);
  await shoot(page, 'panel-1-patients');
  await page.getByRole('link', { name: 'MOSS' }).click();
  await page.fill('#words', 'emphysema');
  await page.getByRole('button', { name: 'Search' }).click();
  await shoot(page, 'panel-2-find');
  await page.locator('form:not(:has([name=symptoms])) button[name=pathway]').first().click();
  await page.waitForURL(/questions/);
  await shoot(page, 'panel-3-questions');
  for (let i = 0; i < 12 && !(await heading(page)).includes('Advice'); i++) await answer(page, {});
  await shoot(page, 'panel-advice');
  const at = page.url().replace(/\/advice.*/, '');
  await toLetter(page);
  await shoot(page, 'panel-5-letter');
  await go(page, 'send');
  await shoot(page, 'panel-6-tell');
  await pdf(page, at + '/letter.pdf', 'letter');
  await pdf(page, at + '/patient-copy.pdf', 'letter-patient');
  await pdf(page, at + '/patient-copy-large.pdf', 'letter-large');
};

// otherPages takes each page in a state of the flows that the tests hold.
const otherPages = async () => {
  const wanted = {
    find: { 'find, by symptoms': 'panel-symptoms' },
    questions: { 'questions, for the letter': 'panel-for-the-letter' },
    advice: { 'advice, undecided': 'panel-undecided' },
    pictures: { 'pictures, one': 'panel-pictures' },
    launched: { 'changed, the record says something else': 'panel-changed' },
    lists: { 'list, all': 'panel-list' },
  };
  for (const [flow, states] of Object.entries(wanted)) {
    const page = await panel.page();
    await flows[flow]({ page, base: panel.base, look: async (state) => { if (states[state]) await shoot(page, states[state]); } });
    await page.context().close();
  }
};

const otherLetters = async () => {
  const cancer = await advised('THORNBUSH', 'lung cancer');
  await toLetter(cancer.page);
  await pdf(cancer.page, cancer.at + '/letter.pdf', 'letter-cancer');
  const advice = await advised('MOSS', 'COPD');
  await advice.page.locator('input[value^="action:advice_and_guidance"]').check();
  await toLetter(advice.page);
  await pdf(advice.page, advice.at + '/letter.pdf', 'letter-advice');
};

// Letters of worked examples, as the author's preview draws them.
const exampleLetters = async () => {
  const page = await panel.page();
  for (const [name, example] of Object.entries({
    'letter-emergency': 'low_back_pain/one-cauda-equina-feature-is-enough-for-the-emergency-department',
    'letter-test': 'suspected_lower_gi_cancer/strong-concern-before-any-fit-still-begins-with-fit',
    'letter-record': 'low_back_pain/three-weeks-stay-with-self-management',
  })) await pdf(page, `${panel.base}/preview/${example}/letter.pdf`, name);
};

const all = { mainPath, otherPages, otherLetters, exampleLetters };
const chosen = process.argv.slice(2);
try {
  for (const [name, take] of Object.entries(all)) if (!chosen.length || chosen.includes(name)) await take();
} finally {
  await panel.close();
  rmSync(folder, { recursive: true });
}
