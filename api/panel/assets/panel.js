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

// A text too long to keep is told of before it is sent, where it stands.
const tooLong = (field) => new TextEncoder().encode(field.value).length - field.dataset.most;

const tell = (field) => {
  const over = tooLong(field);
  const group = field.closest('.nhsuk-form-group');
  const id = field.id + '-long';
  document.getElementById(id)?.remove();
  group.classList.toggle('nhsuk-form-group--error', over > 0);
  field.setAttribute('aria-invalid', over > 0);
  if (over <= 0) return false;
  const says = document.createElement('span');
  says.id = id;
  says.className = 'nhsuk-error-message';
  says.setAttribute('role', 'alert');
  says.textContent = `Error: This text is too long to keep. Shorten it by about ${over.toLocaleString('en-GB')} characters. It was not sent; all of it is still here.`;
  field.before(says);
  return true;
};

for (const field of document.querySelectorAll('textarea[data-most]')) {
  field.form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) {
      tell(field);
    } else if (tell(field)) {
      event.preventDefault();
      field.focus();
    }
  });
  field.addEventListener('input', () => { if (document.getElementById(field.id + '-long')) tell(field); });
}

const summary = document.querySelector('.nhsuk-error-summary');
if (summary) {
  summary.focus();
  // This page came from a form. Coming back to it must not send the form again.
  history.replaceState(null, '', location.href);
}
