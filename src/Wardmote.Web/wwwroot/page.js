// On every page; each page works without it.

// What is wrong is read out first.
document.getElementById('errors')?.focus();

// A form sent once is not sent twice by an impatient thumb; the server would answer the second one like the first anyway.
addEventListener('submit', event => {
  if (event.defaultPrevented || event.target.method !== 'post') {
    return;
  }
  if (event.target.dataset.sent) {
    event.preventDefault();
    return;
  }
  event.target.dataset.sent = 'yes';
  event.submitter?.setAttribute('aria-busy', 'true');
});
// Coming back with the browser's own button, the form may be sent again.
addEventListener('pageshow', () => {
  for (const form of document.forms) {
    delete form.dataset.sent;
    form.querySelector('[aria-busy]')?.removeAttribute('aria-busy');
  }
});

// "/" goes to the search box, unless somebody is typing.
addEventListener('keydown', event => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, [contenteditable]')) {
    return;
  }
  const find = document.getElementById('find');
  if (find) {
    event.preventDefault();
    find.focus();
  }
});

// Deadlines under two days count down by themselves: a page left open must not say "2 h left" all day.
setInterval(() => {
  if (document.hidden || document.querySelector('form [name]:focus') || document.querySelector('textarea')) {
    return;
  }
  const soon = [...document.querySelectorAll('time[data-due]')].some(t => Math.abs(new Date(t.dateTime) - Date.now()) < 172_800_000);
  if (soon) {
    location.reload();
  }
}, 600_000);
