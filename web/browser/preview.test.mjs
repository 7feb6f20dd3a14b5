// Holds the author's preview to its promise: a letter is redrawn when its
// pathway changes, with the script and without.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { open } from './panel.mjs';

const root = new URL('../../', import.meta.url).pathname;
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const letter = '/preview/cough/coughing-up-blood-age-40';

let folder, panel;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'signpost-author-'));
  cpSync(join(root, 'cmd/signpost/testdata/area'), folder, { recursive: true });
  panel = await open('--library', folder);
});
after(async () => {
  await panel.close();
  rmSync(folder, { recursive: true });
});

const edit = (from, to) => {
  const file = join(folder, 'cough.yaml');
  const text = readFileSync(file, 'utf8');
  assert.ok(text.includes(from));
  writeFileSync(file, text.replace(from, to));
};

for (const javaScriptEnabled of [true, false]) {
  test(`a letter is redrawn when its pathway changes, ${javaScriptEnabled ? 'with' : 'without'} the script`, async () => {
    const page = await panel.page({ javaScriptEnabled });
    await page.goto(panel.base + letter);
    edit('Thank you for seeing', 'Many thanks for seeing');
    await page.getByText('Many thanks for seeing this patient').waitFor({ timeout: 8000 });
    edit('any(warning_signs)', 'any(warnin_signs)');
    await page.getByText('warnin_signs is not the name of anything here').waitFor({ timeout: 8000 });
    assert.equal(await page.getByText('Many thanks for seeing this patient').count(), 1);
    edit('any(warnin_signs)', 'any(warning_signs)');
    await page.getByText('The files have errors').waitFor({ state: 'detached', timeout: 8000 });
    edit('Many thanks for seeing', 'Thank you for seeing');
    assert.deepEqual(page.complaints, []);
  });
}

test('each page of the preview can be read by anybody, at every width', async () => {
  const page = await panel.page();
  for (const at of ['/preview', letter, letter + '?as=patient', letter + '?as=text', letter + '?chosen=chest_clinic']) {
    await page.goto(panel.base + at);
    const found = await new AxeBuilder({ page }).withTags(rules).analyze();
    assert.deepEqual(found.violations.map((v) => `${v.id}: ${v.nodes[0].html}`), [], at);
    for (const width of [1200, 420, 320, 380]) {
      await page.setViewportSize({ width, height: 900 });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${at} at ${width}`);
    }
  }
});
