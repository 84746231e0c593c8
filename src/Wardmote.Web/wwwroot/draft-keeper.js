// Keeps what was typed on this device for a day, so that a reload, a lost signal or a language switch loses nothing; forgets it once it was sent.
// A telephone number is kept for this tab only, and so is everything where the form says data-tab: a case holds other people's details. Photos are not kept.
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
    this.form.addEventListener('submit', event => this.send(event));
    addEventListener('online', () => this.querySelector('.offline')?.remove());
  }

  get store() {
    return this.hasAttribute('data-tab') ? sessionStorage : localStorage;
  }

  // The newest entry that the form was made for: when it has moved on after sending, what was sent has arrived.
  get known() {
    return this.form.elements.known?.value ?? '';
  }

  fields() {
    return [...this.form.elements].filter(e => e.name && !['hidden', 'file', 'password', 'submit', 'button'].includes(e.type));
  }

  // Without a way to the host the browser would leave the page for its own error, and the photos with it. So the host is asked first.
  async send(event) {
    this.keep(true);
    if (this.reached) {
      this.reached = false;
      return;
    }
    event.preventDefault();
    if (this.asking) {
      return;
    }
    this.asking = true;
    const by = event.submitter;
    by?.setAttribute('aria-busy', 'true');
    const reached = navigator.onLine && await fetch(import.meta.url, { cache: 'no-store', signal: AbortSignal.timeout(10_000) }).then(() => true, () => false);
    by?.removeAttribute('aria-busy');
    this.asking = false;
    if (reached) {
      this.reached = true;
      this.form.requestSubmit(by);
    } else {
      this.keep();
      this.say(this.dataset.offline, 'offline');
    }
  }

  keep(sent = false) {
    try {
      const values = {};
      for (const field of this.fields()) {
        if (field.type === 'tel') {
          sessionStorage.setItem(this.name + field.name, field.value);
        } else if (field.type !== 'radio' && field.type !== 'checkbox') {
          values[field.name] = field.value;
        } else {
          values[field.name] ??= [];
          if (field.checked) {
            values[field.name].push(field.value);
          }
        }
      }
      this.store.setItem(this.name, JSON.stringify({ at: Date.now(), known: this.known, sent, values }));
    } catch {
      // No room or not allowed: the form works without.
    }
  }

  restore() {
    try {
      // What was sent stands in the form again: that is the draft now.
      if (this.hasAttribute('data-tab') && !this.hasAttribute('data-fresh')) {
        this.keep();
        return;
      }
      this.tidy();
      const draft = JSON.parse(this.store.getItem(this.name) ?? 'null');
      const values = draft && Date.now() - draft.at < day ? draft.values : {};
      let restored = false;
      for (const field of this.fields()) {
        restored = this.put(field, field.type === 'tel' ? sessionStorage.getItem(this.name + field.name) : values[field.name]) || restored;
      }
      if (restored) {
        this.say(this.dataset.restored, 'muted');
      }
    } catch {
      // A broken draft is no draft.
    }
  }

  // What was sent from this or another form of the same case has arrived once the case has moved on.
  tidy() {
    if (!this.hasAttribute('data-tab')) {
      return;
    }
    const matter = this.name.slice(0, this.name.lastIndexOf('/') + 1);
    for (const key of Object.keys(sessionStorage).filter(k => k.startsWith(matter))) {
      const draft = sessionStorage.getItem(key).startsWith('{') ? JSON.parse(sessionStorage.getItem(key)) : null;
      if (draft?.sent && draft.known !== this.known) {
        this.forget(key);
      }
    }
  }

  // True when it changed what stands in the field.
  put(field, value) {
    if (Array.isArray(value)) {
      const before = field.checked;
      field.checked = !field.disabled && value.includes(field.value);
      return field.checked !== before;
    }
    if (!value || field.value === value || (field.value && !this.hasAttribute('data-tab'))) {
      return false;
    }
    const picker = field.closest('place-picker');
    if (picker) {
      customElements.whenDefined('place-picker').then(() => picker.dispatchEvent(new CustomEvent('restore', { detail: value })));
    } else {
      field.value = value;
    }
    return true;
  }

  forget(name = this.name) {
    try {
      this.store.removeItem(name);
      for (const key of Object.keys(sessionStorage)) {
        if (key.startsWith(name)) {
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
      const title = this.form.querySelector('h1');
      title ? title.after(line) : this.form.prepend(line);
    }
    line.className = look;
    line.textContent = words;
    if (look === 'offline') {
      line.scrollIntoView({ block: 'center' });
    }
  }
}

customElements.define('draft-keeper', DraftKeeper);
