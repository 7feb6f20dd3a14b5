// Uses the panel where a record system shows it: in a frame.
import assert from 'node:assert/strict';

// framed is the panel's frame, once there is a page in it.
export const framed = async (page) => {
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  await frame.waitForSelector('h1');
  return frame;
};

export const press = (frame, selector) => Promise.all([frame.waitForNavigation(), frame.click(selector)]);

// walk goes from the record to a sent letter, and gives each address on the way.
export const walk = async (frame) => {
  const seen = [frame.url()];
  await press(frame, 'button:has-text("COPD")');
  for (let i = 0; i < 9 && !/\/advice$/.test(frame.url()); i++) {
    seen.push(frame.url());
    if (await frame.locator('form[action$="/changed"]').count()) {
      await press(frame, 'button[value=on]');
      continue;
    }
    if (await frame.locator('input[name=rest]').count()) await frame.check('input[name=rest][value=absent]');
    for (const name of await frame.$$eval('input[type=radio][name^="a."]', (all) => [...new Set(all.map((e) => e.name))])) await frame.check(`input[name="${name}"][value=not_known]`);
    for (const box of await frame.locator('input[type=checkbox][value=not_known]').all()) await box.check();
    await press(frame, 'button[value=next]');
  }
  seen.push(frame.url());
  const anyway = frame.locator('input[value="action:refer:routine"]'); // unless that is the advice
  if (await anyway.count()) await anyway.check();
  await press(frame, 'button[value=next]');
  if (/for=letter/.test(frame.url())) await press(frame, 'button[value=next]');
  seen.push(frame.url());
  await frame.fill('#free_text', 'Works as a baker.');
  await press(frame, 'button[value=send]');
  assert.match(await frame.locator('.nhsuk-panel__heading').innerText(), /Marked as sent/);
  seen.push(frame.url());
  return seen;
};
