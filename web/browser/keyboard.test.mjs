import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { choose, heading, open } from './panel.mjs';
import { answerAll, Keyboard, seconds } from './walk.mjs';

let panel;
before(async () => { panel = await open(); });
after(async () => { await panel.close(); });

test('from search to sent by keyboard alone', async () => {
  const page = await panel.page();
  await choose(page, panel.base, 'MOSS');
  const k = new Keyboard(page);
  await k.to('#words');
  await k.type('copd');
  await k.enter();
  k.decisions++;
  await k.to('form:not(:has([name=symptoms])) button[name=pathway]');
  await k.enter();
  for (let i = 0; i < 8 && !(await heading(page)).includes('Advice'); i++) await answerAll(k);
  k.decisions++;
  await k.to('input[name=do]');
  await k.enter();
  while ((await heading(page)).includes('For the letter')) {
    await k.to('button[value=next]');
    await k.enter();
  }
  k.decisions++;
  await k.to('button[value=send]');
  await k.enter();
  assert.match(await page.locator('.nhsuk-panel__heading').innerText(), /Marked as sent/);
  assert.deepEqual(k.unseen, [], 'the focus shows at every stop');
  assert.deepEqual(page.complaints, []);
  console.log(`# ${k.keys} keys, ${k.decisions} decisions, ${k.screens} screens, ${k.questions} questions, ${seconds(k).toFixed(1)} s`);
});
