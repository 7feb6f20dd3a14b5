// Adds to pages that already work: copying, printing, the live line. Whatever
// it needs is in the page; elements for it are hidden until it runs.

const copy = async (from) => {
  const text = from.value ?? from.innerText;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // A frame without clipboard permission: select it and ask the old way.
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
