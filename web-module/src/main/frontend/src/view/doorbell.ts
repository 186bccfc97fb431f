import type { Call } from '../call.js';
import type { RoomState } from '../state/room-state.js';
import { h, write } from './dom.js';

/** The strip that says that somebody waits at the door, while the list of those who wait is not open. */
export class Doorbell {
  readonly element: HTMLElement;
  readonly #strip: HTMLElement;
  readonly #words = h('p', { class: 'banner-words' });
  readonly #admit: HTMLButtonElement;

  constructor(call: Call) {
    this.#admit = h('button', { type: 'button', class: 'button quiet', hook: 'doorbell-admit', on: { click: () => void call.host.admitAll() } }, 'Let in');
    const see = h('button', { type: 'button', class: 'text-button', hook: 'doorbell-see', on: { click: () => call.show('people') } }, 'See who');
    this.#strip = h('div', { class: 'banner doorbell', hook: 'doorbell', hidden: true }, this.#words, this.#admit, see);
    this.element = h('div', { role: 'status', 'aria-live': 'polite' }, this.#strip);
  }

  update({ waiting, panel }: RoomState): void {
    const first = waiting[0];
    this.#strip.hidden = first === undefined || panel === 'people';
    write(this.#words, first === undefined ? '' : waiting.length === 1 ? `${first.username} waits to come in.` : `${waiting.length} people wait to come in.`);
    write(this.#admit, waiting.length > 1 ? 'Let all in' : 'Let in');
  }
}
