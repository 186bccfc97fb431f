import type { Participant } from '@holdline/client';
import type { Call } from '../call.js';
import { breakoutNames } from '../state/breakouts.js';
import { moderates, outranks, ROLE_NAMES } from '../state/rank.js';
import type { RoomState } from '../state/room-state.js';
import { hueOf, initials } from '../state/text.js';
import { h, put, reconcile, write } from './dom.js';
import { icon } from './icons.js';
import { hasCard, PersonCard } from './person-card.js';
import { WaitingList } from './waiting-list.js';

const QUALITY: Readonly<Record<string, string>> = { good: 'Good line', fair: 'Fair line', poor: 'Poor line', unknown: 'Line not measured yet' };

/** Who is here, whose hand is up, how their line is, whether they can be heard and seen, and what can be done about them. */
export class People {
  readonly element: HTMLElement;
  readonly #call: Call;
  readonly #writeTo: (userId: string) => void;
  readonly #list = h('ul', { class: 'people', hook: 'participants', 'aria-label': 'People in the room' });
  readonly #waiting: WaitingList;
  readonly #lowerAll: HTMLButtonElement;
  readonly #muteAll: HTMLButtonElement;
  readonly #tools: HTMLElement;
  readonly #cards = new Map<string, PersonCard>();
  #open: string | undefined;

  /** `writeTo` opens the chat to one person. */
  constructor(call: Call, writeTo: (userId: string) => void) {
    this.#call = call;
    this.#writeTo = writeTo;
    this.#waiting = new WaitingList(call.host);
    const tool = (hook: string, text: string, act: () => unknown) =>
      h('button', { type: 'button', class: 'button quiet', hook, on: { click: () => void act() } }, text);
    this.#muteAll = tool('mute-all', 'Mute everybody', () => call.host.muteAll());
    this.#lowerAll = tool('lower-all', 'Lower all hands', () => call.host.lowerAllHands());
    this.#tools = h('div', { class: 'chips people-tools' }, this.#muteAll, this.#lowerAll);
    this.element = h('div', { class: 'scroll' }, this.#waiting.element, this.#tools, this.#list);
  }

  update(state: RoomState): void {
    this.#waiting.update(state);
    this.#tools.hidden = !moderates(state.me.role);
    this.#muteAll.hidden = !state.participants.some((person) => person.audioEnabled && outranks(state.me.role, person.role));
    this.#lowerAll.hidden = state.hands.length === 0;
    const breakouts = breakoutNames(state.breakouts);
    const places = new Map(state.hands.map((hand) => [hand.userId, hand.position]));
    const place = (p: Participant) => places.get(p.userId) ?? Infinity;
    const people = [...state.participants].sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
    if (!people.some((person) => person.sessionId === this.#open && hasCard(state, person))) {
      this.#open = undefined;
    }
    reconcile(this.#list, people, (p) => p.sessionId, (p) => this.#make(p), (element, person) => {
      const own = person.sessionId === state.me.sessionId;
      show(element, own ? { ...person, audioEnabled: state.me.audio, videoEnabled: state.me.video } : person, own, places.get(person.userId), breakouts.get(person.userId));
      this.#showCard(element, person, state);
    });
    for (const key of this.#cards.keys()) {
      if (key !== this.#open) {
        this.#cards.delete(key);
      }
    }
  }

  #make(person: Participant): HTMLElement {
    const more = h('button', { type: 'button', class: 'icon-button', hook: 'person-more', 'aria-label': `More about ${person.username}` }, icon('more'));
    more.addEventListener('click', () => {
      this.#open = this.#open === person.sessionId ? undefined : person.sessionId;
      this.update(this.#call.store.state);
    });
    return h('li', { class: 'person', hook: 'participant' },
      h('div', { class: 'avatar small', 'aria-hidden': 'true' }),
      h('div', { class: 'person-words' }, h('span', { class: 'person-name' }), h('span', { class: 'person-state' })),
      h('span', { class: 'person-hand', hook: 'person-hand' }),
      h('span', { class: 'person-media' }),
      h('span', { class: 'bars', role: 'img' }, h('i'), h('i'), h('i')),
      more);
  }

  #showCard(element: HTMLElement, person: Participant, state: RoomState): void {
    const open = this.#open === person.sessionId;
    const more = element.querySelector('[data-testid="person-more"]') as HTMLElement;
    more.hidden = !hasCard(state, person);
    put(more, 'aria-expanded', String(open));
    let card = this.#cards.get(person.sessionId);
    if (open && card === undefined) {
      card = new PersonCard(this.#call.host, person, outranks(state.me.role, person.role), this.#writeTo);
      this.#cards.set(person.sessionId, card);
      element.append(card.element);
    } else if (!open) {
      element.querySelector('.person-card')?.remove();
    }
    card?.update(person, state);
  }
}

function show(element: HTMLElement, person: Participant, own: boolean, place: number | undefined, breakout: string | undefined): void {
  const away = person.connectionState === 'suspended';
  const part = (name: string) => element.querySelector(`.${name}`) as HTMLElement;
  put(element, 'data-user', person.userId);
  put(element, 'data-session-id', person.sessionId);
  put(element, 'data-connection-state', person.connectionState);
  put(element, 'data-quality', person.connectionQuality);
  put(element, 'data-role', person.role);
  write(part('avatar'), initials(person.username));
  put(part('avatar'), 'data-hue', hueOf(person.userId));
  write(part('person-name'), own ? `${person.username} (you)` : person.username);
  put(part('person-name'), 'title', person.username);
  const role = person.role === 'participant' ? '' : ROLE_NAMES[person.role];
  const words = [role, away ? 'reconnecting…' : '', person.screenSharing ? 'shares the screen' : '', breakout === undefined ? '' : `in “${breakout}”`];
  write(part('person-state'), words.filter((word) => word !== '').join(' · '));
  const hand = part('person-hand');
  if (hand.dataset['place'] !== String(place)) {
    hand.dataset['place'] = String(place);
    hand.replaceChildren(...(place === undefined ? [] : [icon('hand'), h('span', { 'aria-hidden': 'true' }, String(place)), h('span', { class: 'unseen' }, `hand up, number ${place}`)]));
  }
  const media = `${person.audioEnabled}${person.videoEnabled}`;
  if (part('person-media').dataset['shown'] !== media) {
    part('person-media').dataset['shown'] = media;
    part('person-media').replaceChildren(
      icon(person.audioEnabled ? 'mic' : 'mic-off'), h('span', { class: 'unseen' }, `microphone ${person.audioEnabled ? 'on' : 'off'}, `),
      icon(person.videoEnabled ? 'camera' : 'camera-off'), h('span', { class: 'unseen' }, `camera ${person.videoEnabled ? 'on' : 'off'}`));
  }
  const line = away ? 'Line gone' : (QUALITY[person.connectionQuality] ?? QUALITY['unknown']);
  put(part('bars'), 'aria-label', line);
  put(part('bars'), 'title', line);
}
