import type { Participant, Permissions } from '@holdline/client';
import type { Host } from '../host.js';
import { outranks, ROLE_NAMES, rolesToGive, type Role } from '../state/rank.js';
import type { RoomState } from '../state/room-state.js';
import { PERMISSION_NAMES } from '../state/settings.js';
import { h, put } from './dom.js';

/** How long a question stays before it is taken for a no. */
const ASKED_MS = 5_000;

/** What can be done about one person; stands below the person in the list while it is open. */
export class PersonCard {
  readonly element: HTMLElement;
  readonly #host: Host;
  readonly #userId: string;
  readonly #role: HTMLSelectElement;
  readonly #mute: HTMLButtonElement;
  readonly #camera: HTMLButtonElement;
  readonly #screen: HTMLButtonElement;
  readonly #hand: HTMLButtonElement;
  readonly #rights = h('fieldset', { class: 'rights', hook: 'person-rights' }, h('legend', {}, 'May'));
  #given = '';

  /** `above`: whether anything may be done about them but writing. */
  constructor(host: Host, person: Participant, above: boolean, writeTo: (userId: string) => void) {
    this.#host = host;
    this.#userId = person.userId;
    const act = (hook: string, text: string, run: () => unknown) =>
      h('button', { type: 'button', class: 'button quiet', hook, on: { click: () => void run() } }, text);
    this.#mute = act('person-mute', 'Mute', () => host.mute(this.#userId));
    this.#camera = act('person-camera', 'Camera off', () => host.stopCamera(this.#userId));
    this.#screen = act('person-screen', 'Stop the screen', () => host.stopScreen(this.#userId));
    this.#hand = act('person-lower', 'Lower the hand', () => host.lowerHand(this.#userId));
    this.#role = h('select', { hook: 'person-role', on: { change: () => void this.#give() } });
    this.element = h('div', { class: 'person-card', hook: 'person-card', role: 'group', 'aria-label': `What to do about ${person.username}` },
      h('div', { class: 'chips' }, act('person-write', 'Write to them', () => writeTo(this.#userId)), ...(above ? [this.#hand, this.#mute, this.#camera, this.#screen] : [])),
      above && h('label', { class: 'side-label' }, h('span', {}, 'Role'), this.#role),
      above && this.#rights,
      above && h('div', { class: 'chips' },
        asking('person-kick', 'Remove', 'Remove now?', () => host.kick(this.#userId)),
        asking('person-ban', 'Ban', 'Keep out for good?', () => host.ban(this.#userId))));
  }

  update(person: Participant, state: RoomState): void {
    this.#mute.hidden = !person.audioEnabled;
    this.#camera.hidden = !person.videoEnabled;
    this.#screen.hidden = !person.screenSharing;
    this.#hand.hidden = !state.hands.some((hand) => hand.userId === this.#userId);
    if (!outranks(state.me.role, person.role)) {
      return;
    }
    const roles = rolesToGive(state.me.role);
    const given = `${roles.join()} ${person.role}`;
    if (given !== this.#given) {
      this.#given = given;
      this.#role.replaceChildren(...roles.map((role) => h('option', { value: role }, ROLE_NAMES[role])));
      this.#role.value = person.role;
      void this.#showRights();
    }
  }

  async #give(): Promise<void> {
    this.#role.disabled = true;
    const given = await this.#host.setRole(this.#userId, this.#role.value as Role);
    this.#role.disabled = false;
    if (!given) {
      this.#role.value = this.#given.split(' ')[1] ?? '';
    }
  }

  async #showRights(): Promise<void> {
    const rights = await this.#host.permissions(this.#userId);
    if (rights !== undefined) {
      const names = Object.keys(PERMISSION_NAMES) as (keyof Permissions)[];
      this.#rights.replaceChildren(h('legend', {}, 'May'), ...names.map((name) => this.#right(name, rights[name])));
    }
  }

  #right(name: keyof Permissions, allowed: boolean): HTMLElement {
    const box = h('input', { type: 'checkbox', hook: `right-${name}` });
    box.checked = allowed;
    box.addEventListener('change', () => {
      void this.#host.setPermission(this.#userId, name, box.checked).then((done) => {
        if (!done) {
          box.checked = !box.checked;
        }
      });
    });
    return h('label', { class: 'check' }, box, PERMISSION_NAMES[name]);
  }
}

/** Whether there is anything to do about that person. */
export function hasCard(state: RoomState, person: Participant): boolean {
  return person.userId !== state.me.userId;
}

/** A button for what cannot be undone: it asks back, and forgets the question after a while. */
export function asking(hook: string, text: string, question: string, act: () => unknown): HTMLButtonElement {
  const button = h('button', { type: 'button', class: 'button quiet grave', hook }, text);
  let timer: ReturnType<typeof setTimeout> | undefined;
  button.addEventListener('click', () => {
    clearTimeout(timer);
    if (button.dataset['asked'] === undefined) {
      put(button, 'data-asked', true);
      button.textContent = question;
      timer = setTimeout(forget, ASKED_MS);
    } else {
      forget();
      void act();
    }
  });
  const forget = () => {
    put(button, 'data-asked', false);
    button.textContent = text;
  };
  return button;
}
