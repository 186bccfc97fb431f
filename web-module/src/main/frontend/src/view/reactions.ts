import type { Call } from '../call.js';
import { REACTIONS, type Reaction } from '../state/reactions.js';
import type { RoomState } from '../state/room-state.js';
import { h, put, reconcile } from './dom.js';
import { icon } from './icons.js';

/** The signs that float over the pictures. */
export class FloatingReactions {
  readonly element = h('div', { class: 'floats', hook: 'reactions', 'aria-hidden': 'true' });

  update({ reactions }: RoomState): void {
    reconcile(this.element, reactions, ({ key }) => key, ({ sign, name }) => h('span', { class: 'float', hook: 'reaction' }, h('span', { class: 'float-sign' }, sign), name), () => undefined);
  }
}

/** The button that offers the signs. */
export class ReactionButton {
  readonly element: HTMLElement;
  readonly #button: HTMLButtonElement;
  readonly #choice: HTMLElement;

  constructor(call: Call) {
    this.#button = h('button', { type: 'button', class: 'round', hook: 'react', 'aria-label': 'React', title: 'React', on: { click: () => this.#toggle(this.#choice.hidden) } }, icon('smile'));
    this.#choice = h('div', { class: 'reaction-choice', role: 'group', 'aria-label': 'Reactions', hidden: true },
      ...(Object.keys(REACTIONS) as Reaction[]).map((reaction) =>
        h('button', { type: 'button', class: 'reaction', hook: `react-${reaction}`, 'aria-label': reaction.replaceAll('_', ' '), on: { click: () => call.react(reaction) } }, REACTIONS[reaction])));
    this.element = h('div', { class: 'reaction-place' }, this.#button, this.#choice);
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !this.#choice.hidden) {
        event.stopPropagation();
        this.#toggle(false);
        this.#button.focus();
      }
    });
    this.element.addEventListener('focusout', (event) => {
      if (!this.element.contains(event.relatedTarget as Node | null)) {
        this.#toggle(false);
      }
    });
  }

  update({ settings }: RoomState): void {
    this.#button.disabled = settings?.enable_reactions === false;
    put(this.#button, 'title', this.#button.disabled ? 'Reactions are switched off in this room' : 'React');
  }

  #toggle(open: boolean): void {
    this.#choice.hidden = !open;
    put(this.#button, 'aria-expanded', String(open));
  }
}
