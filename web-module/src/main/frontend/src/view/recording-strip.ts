import type { RoomState } from '../state/room-state.js';
import { recordingWords } from '../state/recordings.js';
import { h, put, write } from './dom.js';

/** The red strip that tells everybody that the room is recorded, and by whom. */
export class RecordingStrip {
  readonly element: HTMLElement;
  readonly #strip: HTMLElement;
  readonly #words = h('p', { class: 'banner-words' });

  constructor() {
    this.#strip = h('div', { class: 'banner recording-strip', hook: 'recording-strip', hidden: true }, h('span', { class: 'recording-dot', 'aria-hidden': 'true' }), this.#words);
    this.element = h('div', { role: 'status', 'aria-live': 'polite' }, this.#strip);
  }

  update({ recording, me }: RoomState): void {
    this.#strip.hidden = recording === undefined;
    put(this.#strip, 'data-status', recording?.status);
    if (recording !== undefined) {
      write(this.#words, recordingWords(recording, me.userId));
    }
  }
}
