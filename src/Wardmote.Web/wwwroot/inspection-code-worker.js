// Keeps the page that checks inspection codes on the phone: fresh from the network when there is one, from the phone when there is none.
const KEPT = 'inspection-code-{{version}}';

self.addEventListener('install', event => event.waitUntil((async () => {
  await (await caches.open(KEPT)).add(new Request('./', { cache: 'reload' }));
  await self.skipWaiting();
})()));

self.addEventListener('activate', event => event.waitUntil((async () => {
  const old = (await caches.keys()).filter(name => name.startsWith('inspection-code-') && name !== KEPT);
  await Promise.all(old.map(name => caches.delete(name)));
  await self.clients.claim();
})()));

self.addEventListener('fetch', event => {
  if (event.request.mode === 'navigate') {
    event.respondWith(page(event.request));
  }
});

async function page(request) {
  const kept = await caches.open(KEPT);
  try {
    // A weak signal is worse than none at the door: after three seconds the kept page answers.
    const fresh = await fetch(request, { signal: AbortSignal.timeout(3000) });
    if (fresh.ok) {
      await kept.put('./', fresh.clone());
      return fresh;
    }
  } catch {
    // No network.
  }
  return await kept.match('./') ?? Response.error();
}
