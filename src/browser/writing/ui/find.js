// The panel for finding and replacing.
import { findState, look, replaceAll, replaceCurrent, reveal, step } from '../plugins/find.js';
import { button, h, uniqueId } from './dom.js';
import { icon } from './icons.js';

/** @param {import('../desk.js').Desk} desk */
export function findPanel(desk) {
  const { say } = desk;
  const status = h('p', { class: 'editor__findStatus', role: 'status' });
  const wanted = h('input', { type: 'search', id: uniqueId('find'), autocomplete: 'off', spellcheck: 'false' });
  const other = h('input', { type: 'text', id: uniqueId('replace'), autocomplete: 'off', spellcheck: 'false' });
  const matchCase = h('input', { type: 'checkbox' });
  const wholeWord = h('input', { type: 'checkbox' });
  const panel = h(
    'form',
    { class: 'editor__find', role: 'search', 'aria-label': say('findIn'), hidden: true },
    h('div', { class: 'editor__findRow' }, h('label', { for: wanted.id }, say('find')), wanted, status, button({ onclick: () => go(-1), 'aria-label': say('previous'), title: say('previous') }, icon('previous')), button({ onclick: () => go(1), 'aria-label': say('next'), title: say('next') }, icon('next'))),
    h('div', { class: 'editor__findRow' }, h('label', { for: other.id }, say('replaceWith')), other, button({ onclick: replaceOne }, say('replaceOne')), button({ onclick: replaceEvery }, say('replaceAll'))),
    h('div', { class: 'editor__findRow' }, h('label', { class: 'editor__check' }, matchCase, say('matchCase')), h('label', { class: 'editor__check' }, wholeWord, say('wholeWord')), button({ class: 'editor__close', onclick: close }, icon('close'), say('close'))),
  );

  function search() {
    look(desk.view, wanted.value ? { text: wanted.value, matchCase: matchCase.checked, wholeWord: wholeWord.checked } : null);
    tell();
  }
  function tell() {
    const { found, current } = findState(desk.view.state);
    if (!wanted.value) status.textContent = '';
    else status.textContent = found.length > 0 ? say('found', { n: current + 1, of: found.length }) : say('notFound');
  }
  function go(by) {
    step(desk.view, by);
    tell();
  }
  function replaceOne() {
    if (!desk.view.editable) return;
    replaceCurrent(desk.view, other.value);
    tell();
  }
  function replaceEvery() {
    if (!desk.view.editable) return;
    const n = replaceAll(desk.view, other.value);
    status.textContent = say('replaced', { n });
  }
  function open(replacing = false) {
    const { from, to, empty } = desk.view.state.selection;
    const chosen = empty ? '' : desk.view.state.doc.textBetween(from, to, '\n');
    if (chosen && !chosen.includes('\n')) wanted.value = chosen;
    panel.hidden = false;
    search();
    const field = replacing && wanted.value ? other : wanted;
    field.focus();
    field.select();
  }
  function close() {
    panel.hidden = true;
    look(desk.view, null);
    desk.view.focus();
  }

  wanted.addEventListener('input', () => {
    search();
    if (findState(desk.view.state).current >= 0) reveal(desk.view);
  });
  for (const box of [matchCase, wholeWord]) box.addEventListener('change', search);
  panel.addEventListener('submit', (event) => event.preventDefault());
  panel.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && event.target === wanted) go(event.shiftKey ? -1 : 1);
    else if (event.key === 'Enter' && event.target === other) replaceOne();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  return { panel, open, close, tell: () => panel.hidden || tell() };
}
