// Holds what the pages claim to be a component of the design system against the
// examples that are published with it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { fixtures, outlines, ownPages } from './components.mjs';
import { how } from './panel.mjs';

const components = {
  button: '.nhsuk-button', card: '.nhsuk-card', checkboxes: '.nhsuk-checkboxes__item', details: '.nhsuk-details', 'error-message': '.nhsuk-error-message',
  'error-summary': '.nhsuk-error-summary', fieldset: 'legend.nhsuk-fieldset__legend', 'file-upload': '.nhsuk-file-upload', hint: '.nhsuk-hint:not([class*=__hint])',
  input: 'input.nhsuk-input', 'inset-text': '.nhsuk-inset-text', label: '.nhsuk-label:not([class*=__label])', panel: '.nhsuk-panel', radios: '.nhsuk-radios__item, .nhsuk-radios__divider',
  'skip-link': '.nhsuk-skip-link', tables: '.nhsuk-table', textarea: 'textarea.nhsuk-textarea',
};

let browser;
let page;
before(async () => {
  browser = await chromium.launch(how);
  page = await browser.newPage();
});
after(async () => { await browser.close(); });

for (const [component, selector] of Object.entries(components)) {
  test(`${component} is built as the design system builds it`, async () => {
    const published = new Set();
    for (const { html } of fixtures(component)) for (const outline of await outlines(page, html, selector)) published.add(outline);
    assert.ok(published.size > 0, 'examples are published');
    const strange = new Set();
    let seen = 0;
    for (const { name, html } of ownPages()) {
      for (const outline of await outlines(page, html, selector)) {
        seen++;
        if (!published.has(outline)) strange.add(`${name}: ${outline}`);
      }
    }
    assert.ok(seen > 0, 'pages have one');
    assert.deepEqual([...strange], []);
  });
}
