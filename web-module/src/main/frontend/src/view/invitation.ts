import type { RegisteredRoom, Rooms } from '@holdline/client';
import { invitationLink } from '../state/invitation.js';
import { problemInWords } from '../state/problems.js';
import { moderates } from '../state/rank.js';
import { roomLink } from '../state/room-id.js';
import { h, write } from './dom.js';
import { icon } from './icons.js';
import { asking } from './person-card.js';

const COPIED_MS = 2_000;
const PAGE = 100;

/** How others come into the room: its link, and for a registered room an invitation that makes members. */
export class Invitation {
  readonly element: HTMLElement;
  readonly #rooms: Rooms;
  readonly #roomId: string;
  readonly #words = h('p', { class: 'muted', hook: 'invitation-words' });
  readonly #link = h('span', { class: 'link-text', hook: 'invitation-link' });
  readonly #problem = h('p', { class: 'problem', role: 'alert' });
  readonly #tools = h('div', { class: 'chips' });
  #address: string;
  #asked = false;

  constructor(rooms: Rooms, roomId: string) {
    this.#rooms = rooms;
    this.#roomId = roomId;
    this.#address = roomLink(location.origin, roomId);
    const label = h('span', {}, 'Copy');
    const copy = h('button', { type: 'button', class: 'button quiet', hook: 'invitation-copy' }, icon('copy'), label);
    copy.addEventListener('click', () => void this.#copy(label));
    this.element = h('section', { class: 'block', 'aria-labelledby': 'invitation-title' },
      h('h3', { id: 'invitation-title' }, 'Invite'), this.#words, h('div', { class: 'link-row' }, this.#link, copy), this.#tools, this.#problem);
    this.#show('Send this link to those whom you want to meet.');
  }

  /** Asks what kind of room it is when it is looked at first. */
  open(): void {
    if (!this.#asked) {
      this.#asked = true;
      this.#findOwn().then((room) => room && this.#registered(room), () => undefined);
    }
  }

  /** Only of one's own rooms there is more to say than the link; of others, which may be registered by nobody, nothing is asked. */
  async #findOwn(): Promise<RegisteredRoom | undefined> {
    let after: string | undefined;
    do {
      const page = await this.#rooms.mine({ limit: PAGE, ...(after === undefined ? {} : { after }) });
      if (page.rooms.some((room) => room.roomId === this.#roomId)) {
        return this.#rooms.get(this.#roomId);
      }
      after = page.nextAfter;
    } while (after !== undefined);
    return undefined;
  }

  #registered(room: RegisteredRoom): void {
    const words = room.access === 'open' ? 'Whoever has this link and may sign in can come.'
      : room.access === 'members' ? 'Only members come in with this link.'
      : 'Members come in with this link; others wait until somebody lets them in.';
    this.#show(words);
    if (room.role !== undefined && moderates(room.role)) {
      const renew = h('button', { type: 'button', class: 'button quiet', hook: 'invitation-new', on: { click: () => this.#do(() => this.#invite()) } },
        room.hasInvitation === true ? 'New invitation link' : 'Create an invitation link');
      this.#tools.replaceChildren(renew, ...(room.hasInvitation === true ? [this.#withdrawal(room)] : []));
    }
  }

  #withdrawal(room: RegisteredRoom): HTMLElement {
    return asking('invitation-withdraw', 'Withdraw it', 'No link counts then?', () =>
      this.#do(async () => {
        await this.#rooms.withdrawInvitation(this.#roomId);
        this.#address = roomLink(location.origin, this.#roomId);
        this.#registered({ ...room, hasInvitation: false });
      }));
  }

  async #invite(): Promise<void> {
    const code = await this.#rooms.invite(this.#roomId);
    this.#registered(await this.#rooms.get(this.#roomId));
    this.#address = invitationLink(location.origin, this.#roomId, code);
    this.#show('Whoever opens this link becomes a member. It is shown only now; the one before does not count any more.');
  }

  #show(words: string): void {
    write(this.#words, words);
    write(this.#link, this.#address.replace(/^https?:\/\//, ''));
  }

  #do(act: () => Promise<void>): void {
    write(this.#problem, '');
    act().catch((problem: unknown) => write(this.#problem, problemInWords(problem)));
  }

  async #copy(label: HTMLElement): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.#address);
      write(label, 'Copied');
    } catch {
      getSelection()?.selectAllChildren(this.#link);
      write(label, 'Selected');
    }
    setTimeout(() => write(label, 'Copy'), COPIED_MS);
  }
}
