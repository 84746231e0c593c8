// 1 takes, 2 passes on, 3 returns the call that has the focus; queue.js walks with j and k. The buttons themselves work without.
addEventListener('keydown', event => {
  if (!['1', '2', '3'].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, [contenteditable]')) {
    return;
  }
  const row = document.activeElement.closest('[data-queue] article');
  row?.querySelector(`[data-key="${event.key}"]`)?.click();
});
