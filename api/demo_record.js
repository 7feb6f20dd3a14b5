// Takes what the panel in the frame hands over, and files it in the record that
// is open: only from that frame, only from its origin.

const filed = document.getElementById('filed');
const frame = document.querySelector('iframe');
const panel = location.origin; // the demo serves both

addEventListener('message', async ({ source, origin, data }) => {
  if (!filed || source !== frame.contentWindow || origin !== panel || data?.type !== 'signpost.file') return;
  const answer = await fetch(filed.dataset.file, { method: 'POST', headers: { 'Content-Type': 'application/fhir+json' }, body: JSON.stringify(data.bundle) });
  const said = await answer.json();
  filed.hidden = false;
  if (!answer.ok) {
    filed.querySelector('[role=status]').textContent = said.detail;
    source.postMessage({ type: 'signpost.refused', why: said.detail }, origin);
    return;
  }
  filed.querySelector('[role=status]').textContent = 'Filed just now.';
  filed.querySelector('ul').replaceChildren(...said.filed.map((line) => {
    const item = document.createElement('li');
    item.textContent = line;
    return item;
  }));
  source.postMessage({ type: 'signpost.filed' }, origin);
});
