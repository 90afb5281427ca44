// Dialogs: the list of shortcuts, and the address of something to be shown from elsewhere.
import { button, h, uniqueId } from './dom.js';
import { icon } from './icons.js';
import { shortcutList } from './keys.js';
import { PROVIDERS, providerOf } from '../document/providers.js';

/** A dialog with a title and a way out; focus goes back to where it was. */
function dialog(desk, title, className, ...content) {
  const id = uniqueId('title');
  const close = button({ class: 'editor__close', onclick: () => box.close() }, icon('close'), h('span', {}, desk.say('close')));
  const box = h('dialog', { class: `editor__dialog ${className}`, 'aria-labelledby': id }, h('header', {}, h('h2', { id }, title), close), ...content);
  const before = document.activeElement;
  box.addEventListener('close', () => {
    box.remove();
    before?.focus?.({ preventScroll: true });
  });
  // A click beside it is a click on the dialog itself.
  box.addEventListener('click', (event) => event.target === box && box.close());
  desk.root.append(box);
  box.showModal();
  return box;
}

/** @param {import('../desk.js').Desk} desk */
export function showShortcuts(desk) {
  if (desk.root.querySelector('.editor__dialog[open]')) return;
  dialog(desk, desk.say('shortcuts'), 'editor__dialog--keys', h('div', { class: 'editor__shortcuts', tabindex: '0' }, ...shortcutList(desk.say)));
}

/**
 * Asks for an address of an allowed provider.
 * @param {import('../desk.js').Desk} desk
 * @param {string} given The address so far.
 * @returns {Promise<string | null>}
 */
export function askAddress(desk, given = '') {
  const { say } = desk;
  const providers = desk.providers ?? PROVIDERS;
  const wrongId = uniqueId('wrong');
  const input = h('input', { id: uniqueId('address'), type: 'text', inputmode: 'url', autocomplete: 'off', spellcheck: 'false', 'aria-describedby': wrongId });
  const wrong = h('p', { class: 'editor__wrong', id: wrongId, role: 'alert', hidden: true });
  input.value = given;
  const form = h(
    'form',
    { novalidate: true, class: 'editor__ask' },
    h('label', { for: input.id }, say('embedAddress')),
    input,
    wrong,
    h('p', { class: 'editor__askHint' }, [...new Set(providers.map(({ name }) => name))].join(', ')),
    h('button', { type: 'submit', class: 'editor__primary' }, say(given ? 'change' : 'insert')),
  );
  return new Promise((answer) => {
    let found = null;
    const box = dialog(desk, say('embed'), '', form);
    box.addEventListener('close', () => answer(found));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      found = providerOf(input.value, providers)?.url ?? null;
      if (found) box.close();
      else {
        wrong.textContent = say('embedWrong', { providers: [...new Set(providers.map(({ name }) => name))].join(', ') });
        wrong.hidden = false;
        input.setAttribute('aria-invalid', 'true');
        input.focus();
      }
    });
    input.focus();
  });
}
