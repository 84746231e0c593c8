// Copies a code; where the browser does not allow it, selects it.
class CopyButton extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector('button');
    const code = this.querySelector('.code');
    button.hidden = false;
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(code.textContent.trim());
        button.querySelector('span').textContent = this.dataset.done;
        this.querySelector('[role=status]').textContent = this.dataset.done;
      } catch {
        getSelection().selectAllChildren(code);
      }
    });
  }
}

customElements.define('copy-button', CopyButton);
