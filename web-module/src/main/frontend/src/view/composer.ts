import type { Chat as Message } from '@holdline/client';
import type { Call } from '../call.js';
import type { RoomState } from '../state/room-state.js';
import { h, put, write } from './dom.js';
import { icon } from './icons.js';

const LENGTH_MAX = 10_000;

/** The field to write in: to everybody or to one, as a new message, an answer or a change of an earlier one. */
export class Composer {
  readonly element: HTMLElement;
  readonly #call: Call;
  readonly #input: HTMLTextAreaElement;
  readonly #send: HTMLButtonElement;
  readonly #to = h('select', { hook: 'chat-to', 'aria-label': 'To whom', on: { change: () => this.#addressed() } });
  readonly #aboutWords = h('span', { class: 'about-words' });
  readonly #about: HTMLElement;
  readonly #draftKey: string;
  #message: { readonly kind: 'reply' | 'edit'; readonly message: Message } | undefined;
  #draft = '';

  constructor(call: Call, roomId: string) {
    this.#call = call;
    this.#draftKey = `holdline.draft.${roomId}`;
    this.#input = h('textarea', {
      class: 'input chat-input', hook: 'chat-input', rows: 1, maxlength: LENGTH_MAX, 'aria-label': 'Message',
      on: { input: () => this.#typed(), keydown: (event) => this.#key(event) },
    });
    this.#input.value = sessionStorage.getItem(this.#draftKey) ?? '';
    this.#send = h('button', { type: 'submit', class: 'round small accent', hook: 'chat-send', 'aria-label': 'Send', title: 'Send' }, icon('send'));
    const drop = h('button', { type: 'button', class: 'icon-button', hook: 'about-drop', 'aria-label': 'Do not', on: { click: () => this.#drop() } }, icon('close'));
    this.#about = h('div', { class: 'about', hook: 'about', hidden: true }, this.#aboutWords, drop);
    this.element = h('form', { class: 'chat-form', on: { submit: (event) => this.#submit(event) } },
      this.#about, h('label', { class: 'chat-to' }, 'To', this.#to), this.#input, this.#send);
  }

  focus(): void {
    this.#input.focus();
  }

  update(state: RoomState): void {
    const off = state.settings?.enable_chat === false;
    this.#input.disabled = off;
    this.#send.disabled = off;
    put(this.#input, 'placeholder', off ? 'The chat is switched off in this room' : 'Write a message');
    const others = new Map(state.participants.filter((p) => p.userId !== state.me.userId).map((p) => [p.userId, p.username]));
    const chosen = this.#to.value;
    const shape = JSON.stringify([...others]);
    if (this.#to.dataset['shape'] !== shape) {
      this.#to.dataset['shape'] = shape;
      this.#to.replaceChildren(h('option', { value: '' }, 'everybody'), ...[...others].map(([id, name]) => h('option', { value: id }, `${name} only`)));
      this.#to.value = others.has(chosen) ? chosen : '';
      this.#addressed();
    }
    (this.#to.parentElement as HTMLElement).hidden = others.size === 0 || this.#message !== undefined;
  }

  reply(message: Message): void {
    this.#take({ kind: 'reply', message }, `Answer to ${message.own ? 'yourself' : message.username}: ${message.content}`);
  }

  edit(message: Message): void {
    this.#draft = this.#input.value;
    this.#input.value = message.content;
    this.#take({ kind: 'edit', message }, 'Change your message');
  }

  /** To that person alone. */
  address(userId: string): void {
    this.#to.value = userId;
    this.#addressed();
    this.#input.focus();
  }

  #take(about: { kind: 'reply' | 'edit'; message: Message }, words: string): void {
    this.#message = about;
    write(this.#aboutWords, words.slice(0, 120));
    this.#about.hidden = false;
    this.update(this.#call.store.state);
    this.#resize();
    this.#input.focus();
  }

  #drop(): void {
    if (this.#message?.kind === 'edit') {
      this.#input.value = this.#draft;
    }
    this.#message = undefined;
    this.#about.hidden = true;
    this.update(this.#call.store.state);
    this.#resize();
    this.#input.focus();
  }

  #addressed(): void {
    put(this.element, 'data-private', this.#to.value !== '');
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#input.form?.requestSubmit();
    } else if (event.key === 'Escape' && this.#message !== undefined) {
      event.stopPropagation();
      this.#drop();
    }
  }

  #submit(event: Event): void {
    event.preventDefault();
    const text = this.#input.value.trim();
    const about = this.#message;
    if (text === '') {
      return;
    }
    if (about?.kind === 'edit') {
      void this.#call.change(about.message, text);
      this.#drop();
      this.#typed();
      return;
    }
    const answered = about?.message;
    const to = answered === undefined ? this.#to.value : answered.to === undefined ? '' : answered.own ? answered.to : answered.userId;
    this.#call.say(text, { ...(to === '' ? {} : { to }), ...(answered?.messageId === undefined ? {} : { replyTo: answered.messageId }) });
    this.#input.value = '';
    if (about !== undefined) {
      this.#drop();
    }
    this.#keep();
    this.#input.focus();
  }

  /** What is half written outlives a reload. */
  #typed(): void {
    this.#keep();
    this.#call.typing(this.#input.value !== '' && this.#message?.kind !== 'edit', this.#to.value === '' ? undefined : this.#to.value);
  }

  #keep(): void {
    const text = this.#message?.kind === 'edit' ? this.#draft : this.#input.value;
    if (text === '') {
      sessionStorage.removeItem(this.#draftKey);
    } else {
      sessionStorage.setItem(this.#draftKey, text);
    }
    this.#resize();
  }

  #resize(): void {
    put(this.#input, 'rows', Math.min(6, this.#input.value.split('\n').length));
  }
}
