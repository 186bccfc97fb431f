import type { WaitingUser } from '@holdline/client';
import type { Host } from '../host.js';
import type { RoomState } from '../state/room-state.js';
import { hueOf, initials, timeOfDay } from '../state/text.js';
import { h, put, reconcile, write } from './dom.js';

const REASON_MAX = 500;

/** Those who wait at the door, for whoever may let them in. */
export class WaitingList {
  readonly element: HTMLElement;
  readonly #host: Host;
  readonly #title = h('h3', { id: 'waiting-title' });
  readonly #list = h('ul', { hook: 'waiting', 'aria-labelledby': 'waiting-title' });

  constructor(host: Host) {
    this.#host = host;
    const all = h('button', { type: 'button', class: 'button quiet', hook: 'admit-all', on: { click: () => void host.admitAll() } }, 'Let all in');
    this.element = h('section', { class: 'waiting-list' }, h('div', { class: 'my-rooms-head' }, this.#title, all), this.#list);
  }

  update({ waiting }: RoomState): void {
    this.element.hidden = waiting.length === 0;
    write(this.#title, `Waiting (${waiting.length})`);
    reconcile(this.#list, waiting, (who) => who.userId, (who) => this.#make(who), (element, who) => write(element.querySelector('.person-name') as HTMLElement, who.username));
  }

  #make(who: WaitingUser): HTMLElement {
    const reason = h('input', { class: 'input', hook: 'reject-reason', maxlength: REASON_MAX, placeholder: 'Why? (they read it)', 'aria-label': `Why ${who.username} is not let in` });
    const form = h('form', { class: 'reject-form', hidden: true, on: { submit: (event) => this.#reject(event, who, reason.value.trim()) } },
      reason, h('button', { type: 'submit', class: 'button quiet grave', hook: 'reject-send' }, 'Turn away'));
    const away = h('button', { type: 'button', class: 'button quiet', hook: 'reject', 'aria-expanded': 'false' }, 'No');
    away.addEventListener('click', () => {
      form.hidden = !form.hidden;
      put(away, 'aria-expanded', String(!form.hidden));
      reason.focus();
    });
    const admit = h('button', { type: 'button', class: 'button quiet primary', hook: 'admit', on: { click: () => void this.#host.admit(who.userId) } }, 'Let in');
    return h('li', { class: 'person', hook: 'waiting-person', 'data-user': who.userId },
      h('div', { class: 'avatar small', 'aria-hidden': 'true', 'data-hue': hueOf(who.userId) }, initials(who.username)),
      h('div', { class: 'person-words' }, h('span', { class: 'person-name' }), h('span', { class: 'person-state' }, `since ${timeOfDay(new Date(who.since))}`)),
      admit, away, form);
  }

  #reject(event: Event, who: WaitingUser, reason: string): void {
    event.preventDefault();
    void this.#host.reject(who.userId, reason === '' ? undefined : reason);
  }
}
