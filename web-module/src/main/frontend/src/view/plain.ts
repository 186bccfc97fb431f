import { problemInWords } from '../state/problems.js';
import { h } from './dom.js';
import { icon, mark } from './icons.js';

/** The pages with little on them: welcome, after a call, and when something is missing. */

export function welcome(roomId: string | undefined, signIn: () => void): HTMLElement {
  const button = h('button', { type: 'button', class: 'button primary', hook: 'sign-in', on: { click: signIn } }, 'Sign in');
  return h('main', { class: 'plain', id: 'main' },
    mark(),
    h('h1', {}, roomId === undefined ? 'Calls in which a dropped line loses nothing' : `Join ${roomId}`),
    h('p', { class: 'lead' },
      roomId === undefined
        ? 'Open a room, send the link, talk. When somebody’s network fails, the room waits, keeps every message, and goes on.'
        : 'Sign in and you are a click from the room.'),
    button);
}

export interface Farewell {
  readonly why: string;
  readonly roomId: string;
  readonly rejoin: () => Promise<void>;
  readonly home: () => void;
}

export function left({ why, roomId, rejoin, home }: Farewell): HTMLElement {
  const problem = h('p', { class: 'problem', role: 'alert' });
  const again = h('button', { type: 'button', class: 'button primary', hook: 'rejoin' }, icon('again'), h('span', {}, `Rejoin ${roomId}`));
  again.addEventListener('click', () => {
    again.disabled = true;
    problem.textContent = '';
    rejoin().catch((reason: unknown) => {
      again.disabled = false;
      problem.textContent = problemInWords(reason);
    });
  });
  const elsewhere = h('button', { type: 'button', class: 'button quiet', hook: 'home', on: { click: home } }, 'Another room');
  return h('main', { class: 'plain', id: 'main', 'data-testid': 'left' },
    mark(), h('h1', { tabindex: -1 }, why), problem, h('div', { class: 'button-row' }, again, elsewhere));
}

export function failure(what: string, again: () => void): HTMLElement {
  const button = h('button', { type: 'button', class: 'button primary', on: { click: again } }, 'Try again');
  return h('main', { class: 'plain', id: 'main', role: 'alert' }, mark(), h('h1', {}, 'Something is missing'), h('p', { class: 'lead' }, what), button);
}

export function waiting(): HTMLElement {
  return h('main', { class: 'plain', id: 'main', 'aria-busy': 'true' }, mark(), h('p', { class: 'lead' }, 'One moment…'));
}
