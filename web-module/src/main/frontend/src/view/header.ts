import { h } from './dom.js';
import { mark } from './icons.js';

export interface HeaderOptions {
  readonly name: string | undefined;
  readonly room: string | undefined;
  readonly signOut: () => void;
}

/** The strip at the top: where one is, and who. */
export function header({ name, room, signOut }: HeaderOptions): HTMLElement {
  const brand = h('a', { class: 'brand', href: '/', title: 'Holdline' }, mark(), h('span', { class: 'brand-name' }, 'Holdline'));
  if (room !== undefined) {
    brand.removeAttribute('href'); // leaving a call is never an accident
  }
  const person =
    name !== undefined &&
    h('div', { class: 'person-menu' },
      h('span', { class: 'user-name', hook: 'user-name' }, name),
      h('button', { type: 'button', class: 'text-button', hook: 'sign-out', on: { click: signOut } }, 'Sign out'));
  return h('header', { class: 'top' }, brand, room !== undefined && h('span', { class: 'room-name', hook: 'room-name' }, room), h('span', { class: 'spring' }), person);
}
