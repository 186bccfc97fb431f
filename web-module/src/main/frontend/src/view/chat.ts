import type { Chat as Message } from '@holdline/client';
import type { Call } from '../call.js';
import type { ChatLine } from '../state/chat-log.js';
import type { RoomState } from '../state/room-state.js';
import { dayName, stretches, timeOfDay } from '../state/text.js';
import { h, put, reconcile } from './dom.js';
import { icon } from './icons.js';

const LENGTH_MAX = 10_000;

/** The conversation and the field to take part in it, which works whether or not there is a line. */
export class Chat {
  readonly element: HTMLElement;
  readonly #call: Call;
  readonly #lines = h('ol');
  readonly #list = h('div', { class: 'messages', role: 'log', 'aria-label': 'Messages', tabindex: 0 });
  readonly #empty = h('p', { class: 'empty' }, 'Nothing said yet.');
  readonly #earlier: HTMLButtonElement;
  readonly #input: HTMLTextAreaElement;
  readonly #send: HTMLButtonElement;
  readonly #draftKey: string;

  constructor(call: Call, roomId: string) {
    this.#call = call;
    this.#draftKey = `holdline.draft.${roomId}`;
    this.#earlier = h('button', { type: 'button', class: 'button quiet earlier', hidden: true, on: { click: () => void call.earlier() } }, 'Earlier messages');
    this.#list.append(this.#earlier, this.#lines);
    this.#input = h('textarea', {
      class: 'input chat-input', hook: 'chat-input', rows: 1, maxlength: LENGTH_MAX, placeholder: 'Write a message', 'aria-label': 'Message',
      on: { input: () => this.#typed(), keydown: (event) => this.#key(event) },
    });
    this.#input.value = sessionStorage.getItem(this.#draftKey) ?? '';
    this.#send = h('button', { type: 'submit', class: 'round small accent', hook: 'chat-send', 'aria-label': 'Send', title: 'Send' }, icon('send'));
    const form = h('form', { class: 'chat-form', on: { submit: (event) => this.#submit(event) } }, this.#input, this.#send);
    this.element = h('div', { class: 'chat' }, this.#empty, this.#list, form);
  }

  focus(): void {
    this.#list.scrollTop = this.#list.scrollHeight;
    this.#input.focus();
  }

  update(state: RoomState): void {
    const atEnd = this.#list.scrollHeight - this.#list.scrollTop - this.#list.clientHeight < 60;
    const height = this.#list.scrollHeight;
    const first = this.#lines.firstElementChild;
    const lines = state.chat.lines();
    reconcile(this.#lines, lines, (line) => line.message.id, () => h('li', { class: 'line' }), (element, line) => this.#line(element, line));
    this.#empty.hidden = lines.length > 0;
    this.#list.hidden = lines.length === 0;
    this.#earlier.hidden = state.earlier === undefined;
    const off = state.settings?.enable_chat === false;
    this.#input.disabled = off;
    this.#send.disabled = off;
    put(this.#input, 'placeholder', off ? 'The chat is switched off in this room' : 'Write a message');
    const last = lines[lines.length - 1];
    if (first !== null && first !== this.#lines.firstElementChild && !atEnd) {
      this.#list.scrollTop += this.#list.scrollHeight - height; // what is being read stays where it is
    }
    if (atEnd || last?.message.state === 'pending') {
      this.#list.scrollTop = this.#list.scrollHeight;
    }
  }

  /** Built once; later only the fate of the message changes, so that it is not read aloud again. */
  #line(element: HTMLElement, line: ChatLine): void {
    const { message } = line;
    const shape = `${line.startsDay}|${line.startsGroup}`;
    if (element.dataset['shape'] !== shape) {
      element.dataset['shape'] = shape;
      put(element, 'data-starts-group', line.startsGroup);
      element.replaceChildren(
        ...(line.startsDay ? [h('p', { class: 'day' }, dayName(new Date(message.timestamp), new Date()))] : []),
        ...(line.startsGroup ? [this.#heading(message)] : []),
        this.#bubble(message),
      );
    }
    this.#fate(element.lastElementChild as HTMLElement, message);
  }

  #heading(message: Message): HTMLElement {
    const time = h('time', { datetime: message.timestamp }, timeOfDay(new Date(message.timestamp)));
    return h('p', { class: 'who' }, h('strong', {}, message.own ? 'You' : message.username), ' ', time);
  }

  #bubble(message: Message): HTMLElement {
    return h('div', { class: 'bubble', hook: 'chat-message', 'data-own': String(message.own), title: timeOfDay(new Date(message.timestamp)) },
      h('span', { class: 'said' }, ...content(message.content)),
      h('span', { class: 'fate' }));
  }

  #fate(bubble: HTMLElement, message: Message): void {
    put(bubble, 'data-sequence', message.sequence);
    if (bubble.dataset['state'] === message.state) {
      return;
    }
    put(bubble, 'data-state', message.state);
    const fate = bubble.lastElementChild as HTMLElement;
    fate.hidden = message.state === 'sent';
    fate.replaceChildren(...this.#words(message));
  }

  #words(message: Message): (HTMLElement | string)[] {
    switch (message.state) {
      case 'sent':
        return [];
      case 'pending':
        return ['waiting to be sent'];
      case 'failed':
        return ['not sent ', h('button', { type: 'button', class: 'text-button', on: { click: () => this.#call.sayAgain(message) } }, 'Send again')];
    }
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#input.form?.requestSubmit();
    }
  }

  #submit(event: Event): void {
    event.preventDefault();
    const text = this.#input.value.trim();
    if (text !== '') {
      this.#call.say(text);
      this.#input.value = '';
      this.#typed();
    }
    this.#input.focus();
  }

  /** What is half written outlives a reload. */
  #typed(): void {
    const text = this.#input.value;
    if (text === '') {
      sessionStorage.removeItem(this.#draftKey);
    } else {
      sessionStorage.setItem(this.#draftKey, text);
    }
    put(this.#input, 'rows', Math.min(6, text.split('\n').length));
  }
}

function content(text: string): (HTMLElement | string)[] {
  return stretches(text).map((part) =>
    part.href === undefined
      ? part.text
      : h('a', { href: part.href, target: '_blank', rel: 'noopener noreferrer nofollow' }, part.text),
  );
}

