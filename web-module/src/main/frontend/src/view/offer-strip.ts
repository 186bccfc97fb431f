import type { Call } from '../call.js';
import type { RoomState } from '../state/room-state.js';
import { contentInWords, sizeInWords, unanswered } from '../state/transfers.js';
import { h, write } from './dom.js';
import { icon } from './icons.js';

/** The strip that says that somebody offers files, while the list of files is not open. */
export class OfferStrip {
  readonly element: HTMLElement;
  readonly #call: Call;
  readonly #strip: HTMLElement;
  readonly #words = h('p', { class: 'banner-words' });
  #id = '';

  constructor(call: Call) {
    this.#call = call;
    const accept = h('button', { type: 'button', class: 'button quiet primary', hook: 'offer-accept', on: { click: () => this.#accept() } }, 'Accept');
    const reject = h('button', { type: 'button', class: 'button quiet', hook: 'offer-reject', on: { click: () => void call.transfers.reject(this.#id) } }, 'Decline');
    this.#strip = h('div', { class: 'banner doorbell', hook: 'offer-strip', hidden: true }, icon('file'), this.#words, h('span', { class: 'strip-acts' }, accept, reject));
    this.element = h('div', { role: 'status', 'aria-live': 'polite' }, this.#strip);
  }

  update({ transfers, panel }: RoomState): void {
    const offers = unanswered(transfers);
    const first = offers[0];
    this.#strip.hidden = first === undefined || panel === 'files';
    if (first !== undefined) {
      this.#id = first.id;
      const more = offers.length === 1 ? '' : ` And ${offers.length - 1} more.`;
      write(this.#words, `${this.#call.transfers.nameOf(first)} wants to send you ${contentInWords(first)} (${sizeInWords(first.sizeBytes)}).${more}`);
    }
  }

  #accept(): void {
    this.#call.show('files');
    void this.#call.transfers.accept(this.#id);
  }
}
