import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { hold, keepHTML } from './checks.mjs';
import { open } from './panel.mjs';
import * as flows from './states.mjs';

let panel;
before(async () => { panel = await open(); });
after(async () => { await panel.close(); });

for (const name of ['patients', 'find', 'questions', 'advice', 'letter', 'pictures', 'own', 'launched', 'lists', 'others', 'errors']) {
  test(`${name}: each state reads, fits, prints and goes by keyboard`, async () => {
    const page = await panel.page();
    keepHTML(page);
    const seen = [];
    const wrong = [];
    await flows[name]({
      page, base: panel.base, look: async (state) => {
        seen.push(state);
        await hold(page, state).catch((e) => wrong.push(e.message));
      },
    });
    const refused = name === 'errors' || name === 'letter' || name === 'own' ? /4(04|09|10) |422/ : /^$/;
    assert.deepEqual(wrong, []);
    assert.deepEqual(page.complaints.filter((c) => !refused.test(c)), []);
    console.log(`# ${seen.length} states`);
    await page.context().close();
  });
}
