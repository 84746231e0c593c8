// A tracking link carries its code after #, which no server sees. Here it goes into the form, and out of the address and the history.
class TrackCode extends HTMLElement {
  connectedCallback() {
    const code = decodeURIComponent(location.hash.slice(1));
    if (!/^[0-9A-Za-z-]{16,19}$/.test(code)) {
      return;
    }
    history.replaceState(null, '', location.pathname + location.search);
    const form = this.querySelector('form');
    form.elements.code.value = code;
    form.requestSubmit();
  }
}

customElements.define('track-code', TrackCode);
