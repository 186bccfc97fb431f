import type { RegisteredRoom, RoomPage, Rooms } from '@holdline/client';
import { problemInWords } from '../state/problems.js';
import { ROLE_NAMES } from '../state/rank.js';
import { plannedTime } from '../state/schedule.js';
import { h, write } from './dom.js';
import { icon } from './icons.js';
import { NewRoom } from './new-room.js';
import { asking } from './person-card.js';

const ACCESS_WORDS: Readonly<Record<RegisteredRoom['access'], string>> = { open: 'open to all', members: 'members only', approval: 'on request' };
const PAGE = 20;

/** One's own rooms and planned meetings, in the lobby. */
export class MyRooms {
  readonly element: HTMLElement;
  readonly #rooms: Rooms;
  readonly #choose: (roomId: string) => void;
  readonly #newRoom: NewRoom;
  readonly #lists = h('div', { class: 'room-lists' });
  readonly #problem = h('p', { class: 'problem', role: 'alert' });
  #pages = 1;

  constructor(rooms: Rooms, choose: (roomId: string) => void) {
    this.#rooms = rooms;
    this.#choose = choose;
    this.#newRoom = new NewRoom((plan) => rooms.create(plan), (room) => {
      choose(room.roomId);
      void this.#load();
    });
    const make = h('button', { type: 'button', class: 'button quiet', hook: 'new-room', on: { click: () => this.#newRoom.open() } }, icon('plus'), h('span', {}, 'New room'));
    this.element = h('section', { class: 'my-rooms', hook: 'my-rooms', 'aria-labelledby': 'my-rooms-title' },
      h('div', { class: 'my-rooms-head' }, h('h2', { id: 'my-rooms-title' }, 'Your rooms'), make),
      this.#problem, this.#lists, this.#newRoom.element);
    void this.#load();
  }

  async #load(): Promise<void> {
    try {
      const [coming, mine] = await Promise.all([this.#rooms.upcoming({ limit: PAGE }), this.#mine()]);
      const planned = new Set(coming.rooms.map((room) => room.roomId));
      const others = mine.rooms.filter((room) => !planned.has(room.roomId));
      this.#lists.replaceChildren(
        ...this.#list('Coming', coming.rooms),
        ...this.#list('All', others),
        ...(mine.nextAfter === undefined ? [] : [this.#more()]),
        ...(coming.rooms.length + others.length > 0 ? [] : [h('p', { class: 'muted' }, 'A room of your own keeps its name, settings and members. Any other name above works too, for as long as somebody is in it.')]));
      write(this.#problem, '');
    } catch (problem) {
      write(this.#problem, problemInWords(problem));
    }
  }

  /** As many pages as are looked at, as one. */
  async #mine(): Promise<RoomPage> {
    let page = await this.#rooms.mine({ limit: PAGE });
    const rooms = [...page.rooms];
    for (let read = 1; read < this.#pages && page.nextAfter !== undefined; read++) {
      page = await this.#rooms.mine({ limit: PAGE, after: page.nextAfter });
      rooms.push(...page.rooms);
    }
    return { ...page, rooms };
  }

  #more(): HTMLElement {
    const show = () => {
      this.#pages++;
      void this.#load();
    };
    return h('button', { type: 'button', class: 'button quiet', hook: 'my-rooms-more', on: { click: show } }, 'More');
  }

  #list(title: string, rooms: readonly RegisteredRoom[]): HTMLElement[] {
    if (rooms.length === 0) {
      return [];
    }
    return [h('h3', { class: 'muted' }, title), h('ul', { class: 'room-list' }, ...rooms.map((room) => this.#row(room)))];
  }

  #row(room: RegisteredRoom): HTMLElement {
    const closed = room.state === 'closed';
    const role = room.role === undefined || room.role === 'participant' ? '' : ROLE_NAMES[room.role];
    const facts = [plannedTime(room.scheduledStart, room.scheduledEnd, new Date()), closed ? 'closed' : ACCESS_WORDS[room.access], role];
    const choose = h('button', { type: 'button', class: 'room-choice', hook: 'my-room', 'data-room': room.roomId, on: { click: () => this.#choose(room.roomId) } },
      h('strong', {}, room.name),
      h('span', { class: 'setting-note' }, facts.filter((fact) => fact !== '').join(' · ')));
    choose.disabled = closed;
    return h('li', { class: 'room-row' }, choose, room.role === 'host' && this.#tools(room, closed));
  }

  #tools(room: RegisteredRoom, closed: boolean): HTMLElement {
    const door = closed
      ? h('button', { type: 'button', class: 'button quiet', hook: 'my-room-reopen', on: { click: () => this.#do(() => this.#rooms.reopen(room.roomId)) } }, 'Reopen')
      : asking('my-room-close', 'Close', 'End and close?', () => this.#do(() => this.#rooms.close(room.roomId)));
    return h('div', { class: 'chips' }, door, asking('my-room-delete', 'Delete', 'Delete with its chat?', () => this.#do(() => this.#rooms.remove(room.roomId))));
  }

  #do(act: () => Promise<unknown>): void {
    act().then(() => this.#load(), (problem: unknown) => write(this.#problem, problemInWords(problem)));
  }
}
