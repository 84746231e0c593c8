// Previews, removal, and a smaller copy of a photo that is too large or that a thin line could not carry. Without this file the plain input sends originals.
const wide = 2560;

async function shrunk(file) {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, wide / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise(done => canvas.toBlob(done, 'image/jpeg', 0.85));
  return blob ? new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg', lastModified: file.lastModified }) : file;
}

class PhotoInput extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector('input[type=file]');
    this.list = this.querySelector('.thumbs');
    this.status = this.querySelector('[role=status]');
    this.chosen = [];
    this.input.addEventListener('change', () => this.take([...this.input.files]));
  }

  async take(files) {
    const largest = Number(this.dataset.largest);
    const thin = navigator.connection?.saveData || /2g|3g/.test(navigator.connection?.effectiveType ?? '');
    let said = '';
    this.setAttribute('aria-busy', 'true');
    for (const file of files) {
      let kept = file;
      if (file.size > largest || (thin && file.size > 500_000)) {
        try {
          kept = await shrunk(file);
          said = this.dataset.shrunk;
        } catch {
          said = this.dataset.large;
        }
      }
      if (kept.size <= largest) {
        this.chosen.push(kept);
      } else {
        said = this.dataset.large;
      }
    }
    this.chosen = this.chosen.slice(0, Number(this.dataset.most));
    this.removeAttribute('aria-busy');
    this.status.textContent = said;
    this.show();
  }

  show() {
    const files = new DataTransfer();
    for (const file of this.chosen) {
      files.items.add(file);
    }
    this.input.files = files.files;
    for (const picture of this.list.querySelectorAll('img')) {
      URL.revokeObjectURL(picture.src);
    }
    this.list.replaceChildren(...this.chosen.map((file, place) => this.thumb(file, place)));
    this.list.hidden = this.chosen.length === 0;
  }

  thumb(file, place) {
    const line = document.createElement('li');
    const picture = document.createElement('img');
    picture.alt = file.name;
    picture.src = URL.createObjectURL(file);
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.textContent = '×';
    remove.setAttribute('aria-label', `${this.dataset.remove} (${file.name})`);
    remove.addEventListener('click', () => {
      this.chosen.splice(place, 1);
      this.show();
      this.input.focus();
    });
    line.append(picture, remove);
    return line;
  }
}

customElements.define('photo-input', PhotoInput);
