// Draws the lots again in the reader's own browser and says whether they are those that were published.
async function lots(seed, ids, count) {
  const ranked = await Promise.all(ids.map(async id => {
    const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`wardmote-lot/1\n${seed}\n${id}`));
    return { id, lot: [...new Uint8Array(hash)].map(b => b.toString(16).padStart(2, '0')).join('') };
  }));
  return ranked.sort((a, b) => (a.lot < b.lot ? -1 : 1)).slice(0, count).map(x => x.id);
}

class DrawCheck extends HTMLElement {
  async connectedCallback() {
    if (!globalThis.crypto?.subtle) {
      return;
    }
    const draw = JSON.parse(this.dataset.draw);
    const again = [];
    for (const premises of await lots(draw.seed, draw.premises, draw.count)) {
      again.push({ premises, officers: await lots(`${draw.seed}\n${premises}`, draw.officers, draw.crew) });
    }
    const right = JSON.stringify(again) === JSON.stringify(draw.lots);
    const note = this.querySelector('p');
    note.classList.add(right ? 'ok' : 'bad');
    note.textContent = right ? this.dataset.right : this.dataset.wrong;
  }
}

customElements.define('draw-check', DrawCheck);
