import type { Call } from '../call.js';
import { missedRoom } from '../state/breakouts.js';
import type { RoomState } from '../state/room-state.js';
import { timeOfDay } from '../state/text.js';
import { h, put, write } from './dom.js';

/** The strip that says in which breakout room one is and how to come back, or where one belongs and how to get there. */
export class Whereabouts {
  readonly element: HTMLElement;
  readonly #call: Call;
  readonly #strip: HTMLElement;
  readonly #words = h('p', { class: 'banner-words' });
  readonly #button = h('button', { type: 'button', class: 'button quiet', hook: 'whereabouts-go', on: { click: () => this.#go() } });

  constructor(call: Call) {
    this.#call = call;
    this.#strip = h('div', { class: 'banner whereabouts', hook: 'whereabouts', hidden: true }, this.#words, this.#button);
    this.element = h('div', { role: 'status', 'aria-live': 'polite' }, this.#strip);
  }

  update({ within, breakouts }: RoomState): void {
    const missed = missedRoom(breakouts);
    this.#strip.hidden = within === undefined && missed === undefined;
    put(this.#strip, 'data-within', within !== undefined);
    if (within !== undefined) {
      const until = within.endsAt === undefined ? '' : ` until ${timeOfDay(new Date(within.endsAt))}`;
      write(this.#words, `You are in the breakout room “${within.name}”${until}.`);
      write(this.#button, 'Back to everybody');
    } else if (missed !== undefined) {
      write(this.#words, `Your breakout room is “${missed.name}”.`);
      write(this.#button, 'Go there');
    }
  }

  #go(): void {
    const { within, breakouts } = this.#call.store.state;
    const missed = missedRoom(breakouts);
    if (within !== undefined) {
      void this.#call.leave();
    } else if (missed !== undefined) {
      this.#call.goTo(missed);
    }
  }
}
