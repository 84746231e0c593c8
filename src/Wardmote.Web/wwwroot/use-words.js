// Puts words that were read from a photo into a field, on a press. Without script the same link leads back to the page with the field filled.
class UseWords extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', event => {
      const link = event.target.closest('a[data-into]');
      const field = link && document.getElementById(link.dataset.into);
      if (!field) {
        return;
      }
      event.preventDefault();
      const typed = field.value.trimEnd();
      if (!typed.includes(link.dataset.said)) {
        field.value = typed ? typed + ' ' + link.dataset.said : link.dataset.said;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
      field.focus();
    });
  }
}

customElements.define('use-words', UseWords);
