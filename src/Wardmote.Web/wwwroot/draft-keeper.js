// Keeps what was typed on this device for a day, so that a reload, a lost signal or a language switch loses nothing; forgets it once it was sent.
// A telephone number is kept for this tab only. Photos are not kept.
const day = 86_400_000;

class DraftKeeper extends HTMLElement {
  connectedCallback() {
    this.name = 'wardmote-draft-' + this.dataset.name;
    if (this.hasAttribute('data-forget')) {
      this.forget();
      return;
    }
    this.form = this.querySelector('form');
    this.restore();
    this.form.addEventListener('input', () => this.keep());
    this.form.addEventListener('submit', event => {
      this.keep();
      if (!navigator.onLine) {
        event.preventDefault();
        this.say(this.dataset.offline, 'offline');
      }
    });
    addEventListener('online', () => this.querySelector('.offline')?.remove());
  }

  fields() {
    return [...this.form.elements].filter(e => e.name && !['hidden', 'file', 'password', 'submit', 'button'].includes(e.type));
  }

  keep() {
    try {
      const values = {};
      for (const field of this.fields()) {
        if (field.type === 'tel') {
          sessionStorage.setItem(this.name + field.name, field.value);
        } else {
          values[field.name] = field.value;
        }
      }
      localStorage.setItem(this.name, JSON.stringify({ at: Date.now(), values }));
    } catch {
      // No room or not allowed: the form works without.
    }
  }

  restore() {
    try {
      const draft = JSON.parse(localStorage.getItem(this.name) ?? 'null');
      const values = draft && Date.now() - draft.at < day ? draft.values : {};
      let restored = false;
      for (const field of this.fields()) {
        const value = field.type === 'tel' ? sessionStorage.getItem(this.name + field.name) : values[field.name];
        if (!value || field.value) {
          continue;
        }
        restored = true;
        const picker = field.closest('place-picker');
        if (picker) {
          customElements.whenDefined('place-picker').then(() => picker.dispatchEvent(new CustomEvent('restore', { detail: value })));
        } else {
          field.value = value;
        }
      }
      if (restored) {
        this.say(this.dataset.restored, 'muted');
      }
    } catch {
      // A broken draft is no draft.
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.name);
      for (const key of Object.keys(sessionStorage)) {
        if (key.startsWith(this.name)) {
          sessionStorage.removeItem(key);
        }
      }
    } catch {
      // Nothing was kept.
    }
  }

  say(words, look) {
    let line = this.querySelector('[data-said]');
    if (!line) {
      line = document.createElement('p');
      line.dataset.said = '';
      line.setAttribute('role', 'status');
      this.form.querySelector('h1').after(line);
    }
    line.className = look;
    line.textContent = words;
    if (look === 'offline') {
      line.scrollIntoView({ block: 'center' });
    }
  }
}

customElements.define('draft-keeper', DraftKeeper);
