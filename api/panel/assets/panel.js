// Adds to pages that already work: copying, printing, the live line. Whatever
// it needs is in the page; elements for it are hidden until it runs.

const copy = async (from) => {
  const text = from.value ?? from.innerText;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // A frame without clipboard permission: select it and ask the old way.
    if (from.select) {
      from.focus();
      from.select();
      return document.execCommand('copy');
    }
    const range = document.createRange();
    range.selectNodeContents(from);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return document.execCommand('copy');
  }
};

for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const done = await copy(document.getElementById(button.dataset.copy));
    const status = document.getElementById(button.dataset.copy + '-status');
    if (status) status.textContent = done ? 'Copied' : 'Selected: press Ctrl and C to copy';
  });
}

// In a frame of a record system, what is ticked can be handed to it: to the
// exact origins that the server names, and to nobody else.
for (const button of document.querySelectorAll('[data-file]')) {
  const above = location.ancestorOrigins?.[0];
  const known = button.dataset.origins.split(' ').filter(Boolean).map((o) => (o === "'self'" ? location.origin : o));
  const to = above ? known.filter((o) => o === above) : known;
  if (parent === window || !to.length) continue;
  const status = document.getElementById('note-status');
  button.hidden = false;
  button.addEventListener('click', async () => {
    try {
      const answer = await fetch(button.dataset.file, { method: 'POST', body: new URLSearchParams(button.form ? new FormData(button.form) : 'chosen=1') });
      if (!answer.ok) throw new Error(answer.status);
      const bundle = await answer.json();
      for (const origin of to) parent.postMessage({ type: 'signpost.file', version: 1, bundle }, origin);
      status.textContent = 'Handed to the record system';
    } catch {
      status.textContent = 'This could not be handed over. Copy the text instead.';
    }
  });
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== parent || !to.includes(origin)) return;
    if (data?.type === 'signpost.filed') status.textContent = 'Filed in the record';
    if (data?.type === 'signpost.refused') status.textContent = 'The record system did not file this: ' + String(data.why).slice(0, 200);
  });
}

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}

for (const form of document.querySelectorAll('form[data-live]')) {
  const line = document.getElementById('live');
  let latest = 0;
  form.addEventListener('change', async () => {
    const mine = ++latest;
    try {
      const answer = await fetch(form.dataset.live, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
      if (answer.ok && mine === latest) line.textContent = await answer.text();
    } catch {
      // The line stays as the server wrote it; continuing still saves.
    }
  });
}

const summary = document.querySelector('.nhsuk-error-summary');
if (summary) {
  summary.focus();
  // This page came from a form. Coming back to it must not send the form again.
  history.replaceState(null, '', location.href);
}
