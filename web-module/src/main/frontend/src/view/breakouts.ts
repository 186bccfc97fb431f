import type { BreakoutRoom, Participant } from '@holdline/client';
import type { Call } from '../call.js';
import { breakoutFacts, minutesOf } from '../state/breakouts.js';
import { moderates } from '../state/rank.js';
import type { RoomState } from '../state/room-state.js';
import { h, put, reconcile, write } from './dom.js';
import { icon } from './icons.js';
import { asking } from './person-card.js';

const CONTENT_MAX = 10_000;

/** The breakout rooms: everybody sees them, hosts and moderators make them, fill them and speak to all of them. */
export class BreakoutList {
  readonly element: HTMLElement;
  readonly #call: Call;
  readonly #list = h('ul', { class: 'breakouts', hook: 'breakouts' });
  readonly #none = h('p', { class: 'muted' });
  readonly #name = h('input', { class: 'input', hook: 'breakout-name', maxlength: 100, placeholder: 'Name', 'aria-label': 'Name of the new breakout room' });
  readonly #minutes = h('input', { class: 'input short', hook: 'breakout-minutes', inputmode: 'numeric', placeholder: 'minutes', 'aria-label': 'Minutes, or nothing' });
  readonly #words = h('input', { class: 'input', hook: 'breakout-words', maxlength: CONTENT_MAX, placeholder: 'Say something in all of them', 'aria-label': 'To all breakout rooms' });
  readonly #make: HTMLFormElement;
  readonly #tools: HTMLElement;

  constructor(call: Call) {
    this.#call = call;
    const { host } = call;
    this.#make = h('form', { class: 'row-form', on: { submit: (event) => void this.#create(event) } },
      this.#name, this.#minutes, h('button', { type: 'submit', class: 'button quiet', hook: 'breakout-create' }, 'Add'));
    const spread = h('button', { type: 'button', class: 'button quiet', hook: 'breakout-spread', on: { click: () => void host.spread() } }, 'Spread people evenly');
    const tell = h('form', { class: 'row-form', on: { submit: (event) => void this.#tell(event) } },
      this.#words, h('button', { type: 'submit', class: 'button quiet', hook: 'breakout-tell' }, 'Send'));
    this.#tools = h('div', { class: 'breakout-tools' }, h('div', { class: 'chips' }, spread), tell);
    this.element = h('section', { class: 'block', hook: 'breakout-block', 'aria-labelledby': 'breakouts-title' },
      h('h3', { id: 'breakouts-title' }, 'Breakout rooms'), this.#none, this.#list, this.#tools, this.#make);
  }

  update(state: RoomState): void {
    const { rooms, assignedTo } = state.breakouts;
    const decides = moderates(state.me.role);
    this.element.hidden = state.within !== undefined || (!decides && rooms.length === 0);
    this.#none.hidden = rooms.length > 0;
    write(this.#none, 'Smaller rooms beside this one, for a while. Nobody has to leave this room for it.');
    this.#make.hidden = !decides;
    this.#tools.hidden = !decides || rooms.length === 0;
    reconcile(this.#list, rooms, (room) => room.id, (room) => this.#row(room), (element, room) => this.#show(element, room, state, decides, room.id === assignedTo));
  }

  #row(room: BreakoutRoom): HTMLElement {
    const { host } = this.#call;
    const add = h('select', { hook: 'breakout-assign', 'aria-label': `Send somebody to ${room.name}` });
    add.addEventListener('change', () => void host.assign(room.id, add.value));
    const visit = h('button', { type: 'button', class: 'button quiet', hook: 'breakout-visit', on: { click: () => this.#call.goTo(room) } }, 'Go there');
    return h('li', { class: 'breakout', hook: 'breakout', 'data-breakout': room.id },
      h('div', { class: 'breakout-head' }, h('strong', {}, room.name), h('span', { class: 'setting-note breakout-facts' })),
      h('div', { class: 'chips breakout-people' }),
      h('div', { class: 'chips' }, add, visit, asking('breakout-close', 'Close', 'Close it now?', () => host.closeBreakout(room.id))));
  }

  #show(element: HTMLElement, room: BreakoutRoom, state: RoomState, decides: boolean, mine: boolean): void {
    const part = <E extends HTMLElement>(selector: string) => element.querySelector(selector) as E;
    put(element, 'data-mine', mine);
    write(part('.breakout-facts'), [breakoutFacts(room), mine ? 'yours' : ''].filter((fact) => fact !== '').join(' · '));
    part('[data-testid="breakout-visit"]').hidden = !room.open || !(decides || mine);
    part('[data-testid="breakout-close"]').hidden = !decides;
    this.#fill(part('[data-testid="breakout-assign"]'), room, state, decides);
    const people = part('.breakout-people');
    const names = (room.userIds ?? []).map((id) => ({ id, name: state.participants.find((p) => p.userId === id)?.username ?? 'somebody' }));
    reconcile(people, names, ({ id }) => id, ({ id, name }) => this.#chip(id, name), () => undefined);
  }

  #fill(add: HTMLSelectElement, room: BreakoutRoom, state: RoomState, decides: boolean): void {
    const users = new Map(state.participants.filter((p) => !(room.userIds ?? []).includes(p.userId)).map((p: Participant) => [p.userId, p.username]));
    add.hidden = !decides || !room.open || users.size === 0;
    const shape = [...users].join();
    if (add.dataset['shape'] !== shape) {
      add.dataset['shape'] = shape;
      add.replaceChildren(h('option', { value: '' }, 'Send here…'), ...[...users].map(([id, name]) => h('option', { value: id }, name)));
    }
    add.value = '';
  }

  #chip(id: string, name: string): HTMLElement {
    const back = h('button', { type: 'button', class: 'chip-button', hook: 'breakout-back', 'aria-label': `Bring ${name} back`, title: 'Bring back', on: { click: () => void this.#call.host.moveBack(id) } }, icon('close'));
    return h('span', { class: 'chip', 'data-user': id, title: name }, h('span', { class: 'chip-name' }, name), back);
  }

  async #create(event: Event): Promise<void> {
    event.preventDefault();
    const name = this.#name.value.trim();
    const minutes = minutesOf(this.#minutes.value);
    put(this.#name, 'aria-invalid', name === '' ? 'true' : undefined);
    put(this.#minutes, 'aria-invalid', minutes === undefined ? 'true' : undefined);
    if (name !== '' && minutes !== undefined && (await this.#call.host.addBreakout({ name, ...(minutes === null ? {} : { durationMinutes: minutes }) }))) {
      this.#name.value = '';
    }
  }

  async #tell(event: Event): Promise<void> {
    event.preventDefault();
    const words = this.#words.value.trim();
    if (words !== '' && (await this.#call.host.broadcast(words))) {
      this.#words.value = '';
      this.#call.notice('Said in all breakout rooms.');
    }
  }
}
