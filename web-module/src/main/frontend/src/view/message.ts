import type { Chat as Message } from '@holdline/client';
import { stretches, timeOfDay } from '../state/text.js';
import { h, put, write } from './dom.js';
import { icon, type IconName } from './icons.js';

/** What may be done about a message. */
export interface MessageActs {
  reply(message: Message): void;
  edit(message: Message): void;
  remove(message: Message): void;
  /** Sends a refused message once more. */
  again(message: Message): void;
}

/** What stands around a message. */
export interface MessageContext {
  readonly answered: Message | undefined;
  readonly addressee: string | undefined;
  readonly readLine: string;
  readonly mayRemove: boolean;
}

/** Built once; later only what has changed is written, so that a message is not read aloud again. */
export function messageBubble(message: Message): HTMLElement {
  return h('div', { class: 'bubble', tabindex: -1, hook: 'chat-message', 'data-own': String(message.own), title: timeOfDay(new Date(message.timestamp)) },
    h('span', { class: 'quote', hidden: true }), h('span', { class: 'said' }), h('span', { class: 'remark' }), h('span', { class: 'fate' }),
    h('span', { class: 'bubble-tools' }));
}

export function showMessage(bubble: HTMLElement, message: Message, context: MessageContext, acts: MessageActs): void {
  const part = (name: string) => bubble.querySelector(`.${name}`) as HTMLElement;
  const deleted = message.deletedAt !== undefined;
  put(bubble, 'data-sequence', message.sequence);
  put(bubble, 'data-deleted', deleted);
  put(bubble, 'data-private', message.to !== undefined);
  quote(part('quote'), message, context.answered);
  const said = part('said');
  if (said.dataset['text'] !== `${deleted} ${message.content}`) {
    said.dataset['text'] = `${deleted} ${message.content}`;
    said.replaceChildren(...(deleted ? ['This message was taken back.'] : content(message.content)));
  }
  const remarks = [message.to === undefined ? '' : message.own ? `only to ${context.addressee ?? 'one person'}` : 'only to you', message.editedAt === undefined || deleted ? '' : 'edited', context.readLine];
  write(part('remark'), remarks.filter((remark) => remark !== '').join(' · '));
  fate(bubble, part('fate'), message, acts);
  tools(part('bubble-tools'), message, context.mayRemove, acts);
}

function quote(element: HTMLElement, message: Message, answered: Message | undefined): void {
  element.hidden = message.replyTo === undefined || message.deletedAt !== undefined;
  if (!element.hidden) {
    const words = answered === undefined ? 'an earlier message' : `${answered.own ? 'You' : answered.username}: ${answered.deletedAt === undefined ? answered.content : 'taken back'}`;
    write(element, words.slice(0, 160));
  }
}

function fate(bubble: HTMLElement, element: HTMLElement, message: Message, acts: MessageActs): void {
  if (bubble.dataset['state'] === message.state) {
    return;
  }
  put(bubble, 'data-state', message.state);
  element.hidden = message.state === 'sent';
  const again = h('button', { type: 'button', class: 'text-button', on: { click: () => acts.again(message) } }, 'Send again');
  element.replaceChildren(...(message.state === 'pending' ? ['waiting to be sent'] : message.state === 'failed' ? ['not sent ', again] : []));
}

function tools(element: HTMLElement, message: Message, mayRemove: boolean, acts: MessageActs): void {
  const can = message.state === 'sent' && message.messageId !== undefined && message.deletedAt === undefined;
  const shape = `${can} ${message.own} ${mayRemove} ${message.content}`;
  if (element.dataset['shape'] === shape) {
    return;
  }
  element.dataset['shape'] = shape;
  const tool = (hook: string, name: IconName, label: string, act: (message: Message) => void) =>
    h('button', { type: 'button', class: 'tool', hook, 'aria-label': label, title: label, on: { click: () => act(message) } }, icon(name));
  element.replaceChildren(...(!can ? [] : [
    tool('message-reply', 'reply', 'Answer', (m) => acts.reply(m)),
    ...(message.own ? [tool('message-edit', 'edit', 'Change', (m) => acts.edit(m))] : []),
    ...(message.own || mayRemove ? [tool('message-delete', 'trash', 'Take back', (m) => acts.remove(m))] : []),
  ]));
}

export function content(text: string): (HTMLElement | string)[] {
  return stretches(text).map((part) =>
    part.href === undefined
      ? part.text
      : h('a', { href: part.href, target: '_blank', rel: 'noopener noreferrer nofollow' }, part.text),
  );
}
