import type { Access, RegisteredRoom, RoomPlan } from '@holdline/client';
import { problemInWords } from '../state/problems.js';
import { roomIdProblem } from '../state/room-id.js';
import { momentOf } from '../state/schedule.js';
import { h, write } from './dom.js';
import { icon } from './icons.js';

const ACCESS: readonly (readonly [Access, string, string])[] = [
  ['open', 'Everybody with the link', 'Whoever may sign in here comes in.'],
  ['members', 'Only members', 'You invite them with a link that makes them members.'],
  ['approval', 'Members, others on request', 'Whoever is no member waits until somebody inside lets them in.'],
];

/** Asks for what a room of one's own needs. */
export class NewRoom {
  readonly element: HTMLDialogElement;
  readonly #create: (plan: RoomPlan & { roomId?: string }) => Promise<RegisteredRoom>;
  readonly #created: (room: RegisteredRoom) => void;
  readonly #name = h('input', { class: 'input', id: 'new-name', hook: 'new-name', maxlength: 100, required: true, autocomplete: 'off', placeholder: 'Weekly standup' });
  readonly #id = h('input', { class: 'input', id: 'new-id', hook: 'new-id', maxlength: 100, autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', placeholder: 'made for you if left empty' });
  readonly #start = h('input', { class: 'input', id: 'new-start', hook: 'new-start', type: 'datetime-local' });
  readonly #end = h('input', { class: 'input', id: 'new-end', hook: 'new-end', type: 'datetime-local' });
  readonly #waiting = h('input', { type: 'checkbox', hook: 'new-waiting' });
  readonly #problem = h('p', { class: 'problem', role: 'alert', hook: 'new-problem' });
  readonly #form: HTMLFormElement;
  readonly #submit = h('button', { type: 'submit', class: 'button primary wide', hook: 'new-create' }, 'Create');

  constructor(create: (plan: RoomPlan & { roomId?: string }) => Promise<RegisteredRoom>, created: (room: RegisteredRoom) => void) {
    this.#create = create;
    this.#created = created;
    const field = (text: string, input: HTMLElement) => h('div', {}, h('label', { class: 'field-name', for: input.id }, text), input);
    this.#form = h('form', { class: 'sheet-form', novalidate: true, on: { submit: (event) => void this.#send(event) } },
      field('Name', this.#name),
      field('Name in the link', this.#id),
      h('fieldset', { class: 'choices' }, h('legend', { class: 'field-name' }, 'Who may come in'), ...ACCESS.map(([value, label, note], i) => choice(value, label, note, i === 0))),
      h('div', { class: 'device-row' }, field('From', this.#start), field('Until', this.#end)),
      h('label', { class: 'check' }, this.#waiting, 'With a waiting room'),
      this.#problem, this.#submit);
    this.element = h('dialog', { class: 'help sheet', hook: 'new-room-dialog', 'aria-labelledby': 'new-room-title' },
      h('form', { method: 'dialog', class: 'help-head' }, h('h2', { id: 'new-room-title' }, 'New room'), h('button', { class: 'icon-button', 'aria-label': 'Close' }, icon('close'))),
      this.#form);
  }

  open(): void {
    this.#form.reset();
    write(this.#problem, '');
    this.element.showModal();
    this.#name.focus();
  }

  async #send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const plan = this.#plan();
    if (typeof plan === 'string') {
      write(this.#problem, plan);
      return;
    }
    this.#submit.disabled = true;
    try {
      const room = await this.#create(plan);
      this.element.close();
      this.#created(room);
    } catch (problem) {
      write(this.#problem, problemInWords(problem));
    } finally {
      this.#submit.disabled = false;
    }
  }

  /** What was filled in, or what is wrong with it. */
  #plan(): (RoomPlan & { roomId?: string }) | string {
    const name = this.#name.value.trim();
    const roomId = this.#id.value.trim();
    const [start, end] = [momentOf(this.#start.value), momentOf(this.#end.value)];
    const wrongId = roomId === '' ? undefined : roomIdProblem(roomId);
    if (name === '') {
      return 'Give the room a name.';
    }
    if (wrongId !== undefined) {
      return wrongId;
    }
    if (start !== undefined && end !== undefined && end <= start) {
      return 'It must end after it begins.';
    }
    const access = new FormData(this.#form).get('access') as Access;
    return {
      name,
      access,
      ...(roomId === '' ? {} : { roomId }),
      ...(start === undefined ? {} : { scheduledStart: start }),
      ...(end === undefined ? {} : { scheduledEnd: end }),
      ...(this.#waiting.checked ? { settings: { enable_waiting_room: true } } : {}),
    };
  }
}

function choice(value: Access, label: string, note: string, checked: boolean): HTMLElement {
  const radio = h('input', { type: 'radio', name: 'access', value, hook: `new-access-${value}`, 'aria-describedby': `access-${value}`, ...(checked ? { checked: true } : {}) });
  return h('label', { class: 'choice' }, radio, h('span', {}, h('strong', {}, label), h('span', { class: 'setting-note', id: `access-${value}` }, note)));
}
