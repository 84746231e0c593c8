// Words marked in the decision go into the field of what is hidden as well. Without script they are copied by hand.
const side = document.querySelector('[data-redact]');
const field = document.getElementById('other');

if (side && field) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'button second', textContent: side.dataset.redact, disabled: true });
  side.querySelector('h2').after(button);
  let marked = '';
  document.addEventListener('selectionchange', () => {
    const selection = getSelection();
    const inside = selection.rangeCount > 0 && side.querySelector('.redacted').contains(selection.getRangeAt(0).commonAncestorContainer);
    const words = inside ? selection.toString().trim() : '';
    // A press on the button itself clears the selection; what was marked before it counts.
    if (words || document.activeElement !== button) {
      marked = words.split('\n')[0].slice(0, 200);
    }
    button.disabled = marked.length === 0;
  });
  button.addEventListener('click', () => {
    if (marked) {
      field.value = [field.value.trim(), marked].filter(Boolean).join('\n');
      field.dispatchEvent(new Event('input', { bubbles: true }));
      marked = '';
      button.disabled = true;
    }
  });
}
