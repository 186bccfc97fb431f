import type { RoomSettings } from '@holdline/client';
import type { Host } from '../host.js';
import { moderates } from '../state/rank.js';
import type { RoomState } from '../state/room-state.js';
import { PEOPLE_MAX, peopleMax, SETTING_GROUPS, type Switch } from '../state/settings.js';
import { h, put, write } from './dom.js';

/** How the room is set. Everybody sees it, hosts and moderators change it. */
export class Settings {
  readonly element: HTMLElement;
  readonly #host: Host;
  readonly #boxes = new Map<Switch, HTMLInputElement>();
  readonly #people: HTMLInputElement;
  readonly #problem = h('p', { class: 'field-note', id: 'people-max-note', 'aria-live': 'polite' });
  readonly #note = h('p', { class: 'muted' }, 'Only hosts and moderators change these.');
  #shown: RoomSettings | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#people = h('input', {
      class: 'input short', id: 'people-max', hook: 'setting-max_participants', type: 'text', inputmode: 'numeric', placeholder: 'any', autocomplete: 'off',
      'aria-describedby': 'people-max-note', on: { change: () => void this.#limit() },
    });
    const limit = h('div', {}, h('label', { class: 'side-label', for: 'people-max' }, h('span', {}, 'At most so many people'), this.#people), this.#problem);
    this.element = h('section', { class: 'block', 'aria-labelledby': 'settings-title' }, h('h3', { id: 'settings-title' }, 'Settings'), this.#note,
      ...SETTING_GROUPS.map(({ title, switches }, i) =>
        h('fieldset', { class: 'switches' }, h('legend', {}, title), ...switches.map(({ name, label, note }) => this.#switch(name, label, note)), i === 0 && limit)));
  }

  update(state: RoomState): void {
    const changes = moderates(state.me.role);
    this.#note.hidden = changes;
    for (const box of [...this.#boxes.values(), this.#people]) {
      box.disabled = !changes;
    }
    if (state.settings !== this.#shown && state.settings !== undefined) {
      this.#shown = state.settings;
      this.#show(state.settings);
    }
  }

  #show(settings: RoomSettings): void {
    for (const [name, box] of this.#boxes) {
      box.checked = settings[name];
    }
    this.#people.value = settings.max_participants === null ? '' : String(settings.max_participants);
    this.#complain('');
  }

  #switch(name: Switch, label: string, note: string): HTMLElement {
    const box = h('input', { type: 'checkbox', role: 'switch', class: 'switch', hook: `setting-${name}`, id: `setting-${name}`, 'aria-describedby': `note-${name}` });
    box.addEventListener('change', () => void this.#change({ [name]: box.checked }));
    this.#boxes.set(name, box);
    return h('div', { class: 'setting' }, h('label', { for: `setting-${name}` }, label), h('span', { class: 'setting-note', id: `note-${name}` }, note), box);
  }

  async #limit(): Promise<void> {
    const most = peopleMax(this.#people.value);
    this.#complain(most === undefined ? `A number from 1 to ${PEOPLE_MAX.toLocaleString()}, or nothing.` : '');
    if (most !== undefined) {
      await this.#change({ max_participants: most });
    }
  }

  #complain(text: string): void {
    write(this.#problem, text);
    put(this.#people, 'aria-invalid', text === '' ? undefined : 'true');
  }

  /** What was refused goes back to what holds. */
  async #change(change: Partial<RoomSettings>): Promise<void> {
    if (!(await this.#host.set(change)) && this.#shown !== undefined) {
      this.#show(this.#shown);
    }
  }
}
