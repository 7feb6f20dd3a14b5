// Reads the structure of the design system's components: which elements, with
// which of its classes and which ARIA, in which order. It is what a page must
// share with the published examples to be that component.
import { readdirSync, readFileSync } from 'node:fs';

const published = new URL('../node_modules/nhsuk-frontend/dist/nhsuk/components/', import.meta.url);
const pages = new URL('../../api/panel/testdata/pages/', import.meta.url);

export const fixtures = (component) => JSON.parse(readFileSync(new URL(`${component}/fixtures.json`, published))).fixtures;
export const ownPages = () => readdirSync(pages).filter((f) => f.endsWith('.html')).map((f) => ({ name: f, html: readFileSync(new URL(f, pages), 'utf8') }));

// outlines gives the outline of each element that a selector finds. Left out
// are text; ids, names and values; sizes and utilities, which the density layer
// sets; what a page adds of its own (sp-...); and what a component holds, such
// as the text of a card. The same thing several times over is one.
//
// Not followed, and why: role=button on a link, as it promises the space bar
// and that needs the design system's script; role=text, which is not ARIA; the
// heading's level, or a heading around a label, which follow the page; aria-label of an input, which says
// the unit that stands beside it; and type=date, one field for three.
export const outlines = (page, html, selector) => page.evaluate(({ html, selector }) => {
  const ours = (c) => c.startsWith('nhsuk-') && !/^nhsuk-(u-|heading-|body|.*--(s|m|l|xl|small|width-.*)$|.*__description$)/.test(c);
  const holds = '.nhsuk-details__text, .nhsuk-card--care > .nhsuk-card__content, .nhsuk-table__cell, .nhsuk-table__header, .nhsuk-panel__body, .nhsuk-error-summary__list';
  const attributes = (e) => [...e.attributes].flatMap(({ name, value }) => {
    if (name === 'role') return e.matches('a.nhsuk-button') || value === 'text' ? [] : [`role=${value}`];
    if (name === 'type' && e.matches('input')) return [`type=${value === 'date' ? 'text' : value}`];
    if (name.startsWith('aria-') && name !== 'aria-label' && name !== 'aria-disabled') return [name];
    return name === 'scope' ? [`scope=${value}`] : [];
  }).sort();
  const plain = (e) => e.matches('span:not([class]), span[role=text], span.nhsuk-u-visually-hidden, svg, input[type=hidden], br, p, strong, b, a:not([class]), ul:not([class])')
    || (e.classList.length > 0 && [...e.classList].every((c) => c.startsWith('sp-')));
  const outline = (e) => {
    const children = [...e.children].flatMap((c) => (c.matches('.nhsuk-label-wrapper') ? [...c.children] : [c]));
    const inner = e.matches(holds) ? [] : children.filter((c) => !plain(c)).map(outline);
    const once = inner.filter((line, i) => line !== inner[i - 1]);
    const own = [...e.classList].filter(ours).sort();
    const tag = /^h[1-6]$/.test(e.localName) ? 'h' : e.localName;
    const head = [tag, ...own.map((c) => '.' + c), ...attributes(e).map((a) => `[${a}]`)].join('');
    return once.length ? `${head}(${once.join(' ')})` : head;
  };
  const root = new DOMParser().parseFromString(html, 'text/html');
  return [...root.querySelectorAll(selector)].map(outline);
}, { html, selector });
