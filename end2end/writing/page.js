// What a page of the newsroom does: finds the module by its manifest, loads it, gives it a place.
const manifest = await (await fetch('/writing/manifest.json')).json();
const sheet = document.createElement('link');
sheet.rel = 'stylesheet';
sheet.href = `/writing/${manifest.style}`;
const styled = new Promise((done) => sheet.addEventListener('load', done));
document.head.append(sheet);
const { mount, problemsOf, read, write } = await import(`/writing/${manifest.module}`);
window.conversions = { problemsOf, read, write };
await styled;

// Uploads wait here until a test answers them.
window.uploads = [];
window.changes = 0;
window.open = (options = {}) => {
  window.surface?.destroy();
  window.surface = mount(document.getElementById('place'), {
    document: { type: 'doc', version: 1, content: [] },
    onChange: () => {
      window.changes += 1;
    },
    uploadImage: (file, { signal, onProgress }) =>
      new Promise((done, failed) => {
        window.uploads.push({ name: file.name, size: file.size, signal, onProgress, done, failed });
      }),
    pickStory: async () => ({ slug: 'forum-pangan-dunia-ke-2-dibuka-di-roma', headline: 'Forum Pangan Dunia ke-2 Dibuka di Roma' }),
    ...options,
  });
};
window.open();
window.ready = true;
