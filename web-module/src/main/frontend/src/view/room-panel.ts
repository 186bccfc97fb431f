import type { Call } from '../call.js';
import type { RoomState } from '../state/room-state.js';
import { h } from './dom.js';
import { BreakoutList } from './breakouts.js';
import { Invitation } from './invitation.js';
import { Settings } from './settings.js';

/** What concerns the room as a whole. */
export class RoomPanel {
  readonly element: HTMLElement;
  readonly #invitation: Invitation;
  readonly #breakouts: BreakoutList;
  readonly #settings: Settings;

  constructor(call: Call) {
    this.#invitation = new Invitation(call.rooms, call.store.state.roomId);
    this.#breakouts = new BreakoutList(call);
    this.#settings = new Settings(call.host);
    this.element = h('div', { class: 'scroll room-panel', hook: 'room-panel' }, this.#invitation.element, this.#breakouts.element, this.#settings.element);
  }

  update(state: RoomState): void {
    this.#breakouts.update(state);
    this.#settings.update(state);
    if (state.panel === 'room') {
      this.#invitation.open();
    }
  }
}
