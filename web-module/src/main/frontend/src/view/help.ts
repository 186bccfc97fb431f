import { prefer, preferences } from '../state/preferences.js';
import { h } from './dom.js';
import { icon } from './icons.js';

export const SHORTCUTS = [
  ['M', 'Mute or unmute'],
  ['V', 'Camera on or off'],
  ['S', 'Share the screen, or stop'],
  ['C', 'Chat'],
  ['P', 'People'],
  ['F', 'Files'],
  ['R', 'Room and its settings'],
  ['H', 'Raise or lower your hand'],
  ['Esc', 'Close the side panel'],
  ['?', 'This help'],
] as const;

/** What the keys do, and what the page promises. Single keys can be switched off for those who speak to their computer. */
export function helpDialog(): HTMLDialogElement {
  const keys = h('input', { type: 'checkbox', id: 'keys', on: { change: () => prefer({ keys: keys.checked }) } });
  keys.checked = preferences().keys;
  const list = h('dl', { class: 'keys' });
  for (const [key, what] of SHORTCUTS) {
    list.append(h('dt', {}, h('kbd', {}, key)), h('dd', {}, what));
  }
  const dialog = h('dialog', { class: 'help', hook: 'help-dialog', 'aria-labelledby': 'help-title' },
    h('form', { method: 'dialog', class: 'help-head' },
      h('h2', { id: 'help-title' }, 'Help'),
      h('button', { class: 'icon-button', 'aria-label': 'Close' }, icon('close'))),
    h('p', {}, 'When your line drops, stay on this page. What you write is kept, the call comes back by itself, and what the others said meanwhile is shown in its place.'),
    h('h3', {}, 'Keys'),
    list,
    h('label', { class: 'check', for: 'keys' }, keys, 'Single keys work while no text is being written'),
    h('p', { class: 'muted' }, 'Tab and Shift+Tab go through everything; Enter sends a message, Shift+Enter starts a new line.'));
  return dialog;
}
