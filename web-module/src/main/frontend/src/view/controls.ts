import type { Call } from '../call.js';
import type { RoomState } from '../state/room-state.js';
import { handIsUp, headCount, type Panel } from '../state/room-state.js';
import { unanswered } from '../state/transfers.js';
import { h, put, write } from './dom.js';
import { ReactionButton } from './reactions.js';
import { draw, icon, type IconName } from './icons.js';

/** The bar of buttons under the pictures. */
export class Controls {
  readonly element: HTMLElement;
  readonly #mute: HTMLButtonElement;
  readonly #camera: HTMLButtonElement;
  readonly #share: HTMLButtonElement;
  readonly #chat: HTMLButtonElement;
  readonly #people: HTMLButtonElement;
  readonly #files: HTMLButtonElement;
  readonly #recordings: HTMLButtonElement;
  readonly #room: HTMLButtonElement;
  readonly #hand: HTMLButtonElement;
  readonly #react: ReactionButton;
  readonly #unread = h('span', { class: 'badge', hook: 'unread', 'aria-hidden': 'true' });
  readonly #offers = h('span', { class: 'badge', hook: 'offers', 'aria-hidden': 'true' });
  readonly #count = h('span', { class: 'badge quiet-badge', 'aria-hidden': 'true' });

  constructor(call: Call, help: () => void) {
    const panel = (name: Panel) => call.show(call.store.state.panel === name ? undefined : name);
    this.#mute = round('mute', 'mic', () => void call.outgoing.toggleAudio());
    this.#camera = round('camera', 'camera', () => void call.outgoing.toggleVideo());
    this.#share = round('share', 'screen', () => void call.outgoing.toggleScreen());
    this.#share.hidden = navigator.mediaDevices?.getDisplayMedia === undefined;
    this.#chat = round('chat', 'chat', () => panel('chat'));
    this.#chat.append(this.#unread);
    this.#people = round('people', 'people', () => panel('people'));
    this.#people.append(this.#count);
    this.#files = round('files', 'file', () => panel('files'));
    this.#files.append(this.#offers);
    this.#recordings = round('recordings', 'record', () => panel('recordings'));
    this.#room = round('room', 'settings', () => panel('room'));
    label(this.#room, 'Room and settings');
    this.#hand = round('hand', 'hand', () => void call.toggleHand());
    this.#react = new ReactionButton(call);
    const leave = round('leave', 'leave', () => void call.leave());
    leave.classList.add('danger');
    label(leave, call.store.state.within === undefined ? 'Leave' : 'Back to everybody');
    const helpButton = round('help', 'help', help);
    label(helpButton, 'Help and shortcuts');
    helpButton.classList.add('help-button');
    this.element = h('div', { class: 'controls', role: 'group', 'aria-label': 'Call' },
      h('div', { class: 'controls-side' }, this.#hand, this.#react.element),
      h('div', { class: 'controls-middle' }, this.#mute, this.#camera, this.#share, leave),
      h('div', { class: 'controls-side controls-end' }, this.#chat, this.#people, this.#files, this.#recordings, this.#room, helpButton));
  }

  update(state: RoomState): void {
    onOff(this.#mute, state.me.audio, 'mic', 'mic-off', state.me.audio ? 'Mute' : 'Unmute');
    onOff(this.#camera, state.me.video, 'camera', 'camera-off', state.me.video ? 'Turn camera off' : 'Turn camera on');
    label(this.#share, state.me.sharing ? 'Stop sharing' : 'Share screen');
    put(this.#share, 'aria-pressed', String(state.me.sharing));
    put(this.#share, 'data-active', state.me.sharing);
    this.#react.update(state);
    this.#share.disabled = state.settings?.enable_screen_share === false && !state.me.sharing;
    const hand = handIsUp(state);
    label(this.#hand, hand ? 'Lower your hand' : 'Raise your hand');
    put(this.#hand, 'aria-pressed', String(hand));
    put(this.#hand, 'data-active', hand);
    const heads = headCount(state.participants);
    label(this.#chat, state.unread === 0 ? 'Chat' : `Chat, ${state.unread} unread`);
    label(this.#people, `People, ${heads}`);
    for (const [button, name] of [[this.#chat, 'chat'], [this.#people, 'people'], [this.#files, 'files'], [this.#recordings, 'recordings'], [this.#room, 'room']] as const) {
      put(button, 'aria-expanded', String(state.panel === name));
      put(button, 'data-active', state.panel === name);
    }
    write(this.#unread, state.unread > 99 ? '99+' : String(state.unread));
    this.#unread.hidden = state.unread === 0;
    label(this.#recordings, state.recording === undefined ? 'Recordings' : 'Recordings, recording now');
    put(this.#recordings, 'data-recording', state.recording !== undefined);
    const offers = unanswered(state.transfers).length;
    label(this.#files, offers === 0 ? 'Files' : `Files, ${offers} offered`);
    write(this.#offers, String(offers));
    this.#offers.hidden = offers === 0;
    write(this.#count, String(heads));
  }
}

function round(hook: string, name: IconName, act: () => void): HTMLButtonElement {
  return h('button', { type: 'button', class: 'round', hook, on: { click: act } }, icon(name));
}

function label(button: HTMLButtonElement, text: string): void {
  put(button, 'aria-label', text);
  put(button, 'title', text);
}

function onOff(button: HTMLButtonElement, on: boolean, shown: IconName, off: IconName, text: string): void {
  label(button, text);
  put(button, 'data-off', !on);
  const svg = button.querySelector('svg');
  if (svg !== null) {
    draw(svg, on ? shown : off);
  }
}
