// County first, then its localities; and, when asked, what the device's place proposes. A person confirms: the shapes are only schematic.
class PlacePicker extends HTMLElement {
  connectedCallback() {
    this.locality = this.querySelector('select');
    this.status = this.querySelector('[role=status]');
    this.groups = [...this.locality.querySelectorAll('optgroup')].map(group => ({ name: group.label, places: [...group.children] }));
    this.choose = this.locality.querySelector('option[value=""]');
    this.county = this.locality.cloneNode(false);
    this.county.id = 'county';
    this.county.removeAttribute('name');
    this.county.setAttribute('aria-label', this.dataset.county);
    this.locality.setAttribute('aria-label', this.dataset.locality);
    this.county.append(new Option(this.dataset.county, ''), ...this.groups.map((group, place) => new Option(group.name, String(place))));
    this.locality.before(this.county);
    this.county.addEventListener('change', () => this.fill(this.county.value, ''));
    this.locality.addEventListener('change', () => this.tell());
    this.set(this.locality.value);

    const here = this.querySelector('button');
    if (navigator.geolocation && here) {
      here.parentElement.hidden = false;
      here.addEventListener('click', () => this.look(here));
    }
    // A restored draft names a locality.
    this.addEventListener('restore', event => this.set(event.detail));
  }

  set(code) {
    const group = this.groups.findIndex(g => g.places.some(option => option.value === code));
    this.county.value = group < 0 ? '' : String(group);
    this.fill(this.county.value, code);
  }

  fill(group, code) {
    this.locality.replaceChildren(this.choose, ...(group === '' ? [] : this.groups[Number(group)].places));
    this.locality.hidden = group === '';
    this.locality.value = code;
    this.tell();
  }

  tell() {
    const button = document.querySelector('span[data-send]');
    const chosen = this.locality.value ? this.locality.selectedOptions[0].textContent : '';
    if (button) {
      button.dataset.plain ??= button.textContent;
      button.textContent = chosen ? this.dataset.send.replace('{0}', chosen) : button.dataset.plain;
    }
    this.dispatchEvent(new Event('input', { bubbles: true }));
  }

  look(button) {
    button.setAttribute('aria-busy', 'true');
    this.status.textContent = this.dataset.looking;
    navigator.geolocation.getCurrentPosition(
      position => this.propose(position.coords).finally(() => button.removeAttribute('aria-busy')),
      () => {
        button.removeAttribute('aria-busy');
        this.status.textContent = this.dataset.denied;
      },
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 });
  }

  async propose({ latitude, longitude, accuracy }) {
    try {
      const answer = await fetch(`/api/places?lat=${latitude}&lon=${longitude}&lang=${this.dataset.language}`);
      const place = answer.ok ? await answer.json() : {};
      if (!place.locality) {
        this.status.textContent = this.dataset.outside;
        return;
      }
      this.querySelector('[name=lat]').value = latitude.toFixed(6);
      this.querySelector('[name=lon]').value = longitude.toFixed(6);
      this.set(place.locality);
      this.status.textContent = this.dataset.found.replace('{0}', place.name).replace('{1}', String(Math.round(accuracy)));
    } catch {
      this.status.textContent = this.dataset.denied;
    }
  }
}

customElements.define('place-picker', PlacePicker);
