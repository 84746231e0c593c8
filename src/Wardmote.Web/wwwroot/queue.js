// On a telephone the view that is shown may lie outside the row of views.
document.querySelector('.views [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

// j and k walk through a list, Enter opens; the links themselves work without.
const links = [...document.querySelectorAll('[data-queue] h2 a, [data-queue] h3 a')];

addEventListener('keydown', event => {
  if (!['j', 'k'].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, [contenteditable]')) {
    return;
  }
  const at = links.indexOf(document.activeElement);
  const next = event.key === 'j' ? Math.min(links.length - 1, at + 1) : Math.max(0, at - 1);
  links[next]?.focus();
});
