import type { Participant } from '@holdline/client';
import type { RoomState } from '../state/room-state.js';
import { hueOf, initials } from '../state/text.js';
import { h, put, reconcile, write } from './dom.js';
import { icon } from './icons.js';
import { roleName } from './tile.js';

const QUALITY: Readonly<Record<string, string>> = { good: 'Good line', fair: 'Fair line', poor: 'Poor line', unknown: 'Line not measured yet' };

/** Who is here, how their line is, and whether they can be heard and seen. */
export class People {
  readonly element = h('ul', { class: 'people', hook: 'participants', 'aria-label': 'People in the room' });

  update(state: RoomState): void {
    reconcile(this.element, state.participants, (p) => p.sessionId, make, (element, person) => {
      const own = person.sessionId === state.me.sessionId;
      show(element, own ? { ...person, audioEnabled: state.me.audio, videoEnabled: state.me.video } : person, own);
    });
  }
}

function make(): HTMLElement {
  return h('li', { class: 'person', hook: 'participant' },
    h('div', { class: 'avatar small', 'aria-hidden': 'true' }),
    h('div', { class: 'person-words' }, h('span', { class: 'person-name' }), h('span', { class: 'person-state' })),
    h('span', { class: 'person-media' }),
    h('span', { class: 'bars', role: 'img' }, h('i'), h('i'), h('i')));
}

function show(element: HTMLElement, person: Participant, own: boolean): void {
  const away = person.connectionState === 'suspended';
  const part = (name: string) => element.querySelector(`.${name}`) as HTMLElement;
  put(element, 'data-user', person.userId);
  put(element, 'data-session-id', person.sessionId);
  put(element, 'data-connection-state', person.connectionState);
  put(element, 'data-quality', person.connectionQuality);
  write(part('avatar'), initials(person.username));
  put(part('avatar'), 'data-hue', hueOf(person.userId));
  write(part('person-name'), own ? `${person.username} (you)` : person.username);
  const words = [roleName(person.role), away ? 'reconnecting…' : '', person.screenSharing ? 'shares the screen' : ''];
  write(part('person-state'), words.filter((word) => word !== '').join(' · '));
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
