// Reads a QR code with the camera into a field, where the browser can; the field works without it.
class ScanCode extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector('button');
    if (!('BarcodeDetector' in globalThis) || !navigator.mediaDevices) {
      return;
    }
    button.hidden = false;
    button.addEventListener('click', () => this.read(button).catch(() => this.stop()));
  }

  async read(button) {
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    const video = document.createElement('video');
    video.setAttribute('playsinline', '');
    video.muted = true;
    video.srcObject = this.stream;
    button.before(video);
    await video.play();
    while (this.stream) {
      const [found] = await detector.detect(video);
      if (found) {
        const input = this.querySelector('input');
        input.value = found.rawValue;
        input.dispatchEvent(new Event('input', { bubbles: true }));
        this.stop();
      }
      await new Promise(done => setTimeout(done, 200));
    }
  }

  stop() {
    this.stream?.getTracks().forEach(track => track.stop());
    this.stream = null;
    this.querySelector('video')?.remove();
  }

  disconnectedCallback() {
    this.stop();
  }
}

customElements.define('scan-code', ScanCode);
