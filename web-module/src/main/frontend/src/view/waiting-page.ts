import type { Pending } from '@holdline/client';
import { waitingWords } from '../state/waiting.js';
import { h, put, write } from './dom.js';
import { mark } from './icons.js';

/** What somebody sees who waits to be let in. */
export class WaitingPage {
  readonly element: HTMLElement;
  readonly #title = h('h1', { tabindex: -1 });
  readonly #why = h('p', { class: 'lead' });
  readonly #place = h('p', { class: 'waiting-place', role: 'status', hook: 'waiting-place' });
  readonly #next = h('p', { class: 'muted' });

  constructor(roomId: string, giveUp: () => void) {
    const stop = h('button', { type: 'button', class: 'button quiet', hook: 'waiting-stop', on: { click: giveUp } }, 'Stop waiting');
    const sign = mark();
    sign.classList.add('breathing');
    this.element = h('main', { class: 'plain waiting-page', id: 'main', hook: 'waiting-page' },
      sign, h('p', { class: 'muted' }, roomId), this.#title, this.#why, this.#place, this.#next,
      h('p', { class: 'muted' }, 'Nobody in the room sees or hears you yet.'), stop);
  }

  focus(): void {
    this.#title.focus();
  }

  update(pending: Pending): void {
    const { title, why, place, next } = waitingWords(pending);
    put(this.element, 'data-reason', pending.reason);
    write(this.#title, title);
    write(this.#why, why);
    write(this.#place, place);
    this.#place.hidden = place === '';
    write(this.#next, next);
    document.title = `${title} · Holdline`;
  }
}
