import type { Chat as Message } from '@holdline/client';
import type { Call } from '../call.js';
import type { ChatLine } from '../state/chat-log.js';
import { moderates } from '../state/rank.js';
import { readBy, readLine, typingLine } from '../state/reading.js';
import type { RoomState } from '../state/room-state.js';
import { dayName, timeOfDay } from '../state/text.js';
import { Composer } from './composer.js';
import { h, put, reconcile, write } from './dom.js';
import { messageBubble, showMessage, type MessageActs, type MessageContext } from './message.js';
import { Search } from './search.js';

/** The conversation and the field to take part in it, which works whether or not there is a line. */
export class Chat {
  readonly element: HTMLElement;
  readonly #lines = h('ol');
  readonly #list = h('div', { class: 'messages', role: 'log', 'aria-label': 'Messages', tabindex: 0 });
  readonly #empty = h('p', { class: 'empty' }, 'Nothing said yet.');
  readonly #typing = h('p', { class: 'typing', role: 'status', hook: 'typing' });
  readonly #earlier: HTMLButtonElement;
  readonly #search: Search;
  readonly #composer: Composer;
  readonly #acts: MessageActs;
  #searching = false;

  constructor(call: Call, roomId: string) {
    this.#composer = new Composer(call, roomId);
    this.#acts = {
      reply: (message) => this.#composer.reply(message),
      edit: (message) => this.#composer.edit(message),
      remove: (message) => void call.takeBack(message),
      again: (message) => call.sayAgain(message),
    };
    this.#search = new Search(call, (shown) => {
      this.#searching = shown;
      this.update(call.store.state);
    });
    this.#earlier = h('button', { type: 'button', class: 'button quiet earlier', hidden: true, on: { click: () => void call.earlier() } }, 'Earlier messages');
    this.#list.append(this.#earlier, this.#lines);
    this.element = h('div', { class: 'chat' }, this.#search.element, this.#empty, this.#list, this.#typing, this.#composer.element);
  }

  /** Stands in the head of the panel. */
  get searchButton(): HTMLButtonElement {
    return this.#search.button;
  }

  focus(): void {
    this.#list.scrollTop = this.#list.scrollHeight;
    this.#composer.focus();
  }

  /** To that person alone. */
  writeTo(userId: string): void {
    this.#composer.address(userId);
  }

  update(state: RoomState): void {
    const atEnd = this.#list.scrollHeight - this.#list.scrollTop - this.#list.clientHeight < 60;
    const height = this.#list.scrollHeight;
    const first = this.#lines.firstElementChild;
    const lines = state.chat.lines();
    const context = contextOf(state);
    reconcile(this.#lines, lines, (line) => line.message.id, () => h('li', { class: 'line' }), (element, line) => this.#line(element, line, context(line.message)));
    this.#empty.hidden = this.#searching || lines.length > 0;
    this.#list.hidden = this.#searching || lines.length === 0;
    put(this.#search.element, 'data-open', this.#searching);
    this.#earlier.hidden = state.earlier === undefined;
    write(this.#typing, typingLine(state.typing));
    this.#composer.update(state);
    const last = lines[lines.length - 1];
    if (first !== null && first !== this.#lines.firstElementChild && !atEnd) {
      this.#list.scrollTop += this.#list.scrollHeight - height; // what is being read stays where it is
    }
    if (atEnd || last?.message.state === 'pending') {
      this.#list.scrollTop = this.#list.scrollHeight;
    }
  }

  #line(element: HTMLElement, line: ChatLine, context: MessageContext): void {
    const { message } = line;
    const shape = `${line.startsDay}|${line.startsGroup}`;
    if (element.dataset['shape'] !== shape) {
      element.dataset['shape'] = shape;
      put(element, 'data-starts-group', line.startsGroup);
      element.replaceChildren(
        ...(line.startsDay ? [h('p', { class: 'day' }, dayName(new Date(message.timestamp), new Date()))] : []),
        ...(line.startsGroup ? [heading(message)] : []),
        messageBubble(message),
      );
    }
    showMessage(element.lastElementChild as HTMLElement, message, context, this.#acts);
  }
}

function heading(message: Message): HTMLElement {
  const time = h('time', { datetime: message.timestamp }, timeOfDay(new Date(message.timestamp)));
  return h('p', { class: 'who' }, h('strong', {}, message.own ? 'You' : message.username), ' ', time);
}

function contextOf(state: RoomState): (message: Message) => MessageContext {
  const byId = new Map(state.chat.messages.map((message) => [message.messageId, message]));
  const nameOf = (userId: string) => state.participants.find((p) => p.userId === userId)?.username;
  const read = readBy(state.chat.messages, state.readers, nameOf, state.me.userId);
  const mayRemove = moderates(state.me.role);
  return (message) => ({
    answered: message.replyTo === undefined ? undefined : byId.get(message.replyTo),
    addressee: message.to === undefined ? undefined : nameOf(message.to),
    readLine: read?.id === message.id ? readLine(read.names) : '',
    mayRemove,
  });
}
