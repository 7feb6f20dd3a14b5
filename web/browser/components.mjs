// Reads the structure of the design system's components: which elements, with
// which of its classes and which ARIA, in which order. It is what a page must
// share with the published examples to be that component.
import { readdirSync, readFileSync } from 'node:fs';

const published = new URL('../node_modules/nhsuk-frontend/dist/nhsuk/components/', import.meta.url);
const pages = new URL('../../api/panel/testdata/pages/', import.meta.url);

export const fixtures = (component) => JSON.parse(readFileSync(new URL(`${component}/fixtures.json`, published))).fixtures;
export const ownPages = () => readdirSync(pages).filter((f) => f.endsWith('.html')).map((f) => ({ name: f, html: readFileSync(new URL(f, pages), 'utf8') }));

// outlines gives the outline of each element that a selector finds. Text, and
// what is of this page alone (ids, names, values, layout classes), is left out;
// the same thing several times over is one.
export const outlines = (page, html, selector) => page.evaluate(({ html, selector }) => {
  const ours = (c) => c.startsWith('nhsuk-');
  const attributes = (e) => [...e.attributes].flatMap(({ name, value }) => {
    if (name === 'role') return [`role=${value}`];
    if (name === 'type' && e.matches('input, button')) return [`type=${value}`];
    if (name.startsWith('aria-')) return [name];
    return name === 'scope' ? [`scope=${value}`] : [];
  }).sort();
  const outline = (e) => {
    const inner = [...e.children].filter((c) => !c.matches('svg, input[type=hidden], br')).map(outline);
    const once = inner.filter((line, i) => line !== inner[i - 1]);
    const own = [...e.classList].filter(ours).sort();
    const head = [e.localName, ...own.map((c) => '.' + c), ...attributes(e).map((a) => `[${a}]`)].join('');
    return once.length ? `${head}(${once.join(' ')})` : head;
  };
  const root = new DOMParser().parseFromString(html, 'text/html');
  return [...root.querySelectorAll(selector)].map(outline);
}, { html, selector });
