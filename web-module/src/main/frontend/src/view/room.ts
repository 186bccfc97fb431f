import type { Call } from '../call.js';
import { preferences } from '../state/preferences.js';
import { roomLink } from '../state/room-id.js';
import type { Panel, RoomState } from '../state/room-state.js';
import { BannerView } from './banner.js';
import { Chat } from './chat.js';
import { Controls } from './controls.js';
import { h, put, write } from './dom.js';
import { Doorbell } from './doorbell.js';
import { DropTarget } from './drop-target.js';
import { helpDialog } from './help.js';
import { icon } from './icons.js';
import { OfferStrip } from './offer-strip.js';
import { People } from './people.js';
import { FilesPanel } from './files.js';
import { RecordingStrip } from './recording-strip.js';
import { RecordingsPanel } from './recordings.js';
import { FloatingReactions } from './reactions.js';
import { RoomPanel } from './room-panel.js';
import { Stage } from './stage.js';
import { Whereabouts } from './whereabouts.js';

const TITLES: Readonly<Record<Panel, string>> = { chat: 'Chat', people: 'People', files: 'Files', recordings: 'Recordings', room: 'Room' };

const CHAT_PARTS = ['chat', 'earlier', 'typing', 'readers', 'participants', 'settings', 'me'] as const satisfies (keyof RoomState)[];

/** The page of a room: pictures, conversation, people, and how the line is. */
export class RoomView {
  readonly element: HTMLElement;
  readonly #call: Call;
  readonly #banner: BannerView;
  readonly #doorbell: Doorbell;
  readonly #whereabouts: Whereabouts;
  readonly #floats = new FloatingReactions();
  readonly #stage: Stage;
  readonly #chat: Chat;
  readonly #people: People;
  readonly #files: FilesPanel;
  readonly #recordings: RecordingsPanel;
  readonly #recordingStrip = new RecordingStrip();
  readonly #offers: OfferStrip;
  readonly #drop: DropTarget;
  readonly #roomPanel: RoomPanel;
  readonly #controls: Controls;
  readonly #panelTitle = h('h2', { id: 'panel-title', tabindex: -1 });
  readonly #panel: HTMLElement;
  readonly #notice = h('p', { class: 'notice', role: 'alert', hook: 'notice' });
  readonly #help = helpDialog();
  readonly #heading: HTMLElement;
  readonly #news = h('p', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  readonly #stop: (() => void)[] = [];

  constructor(call: Call) {
    this.#call = call;
    const { roomId, within } = call.store.state;
    this.#heading = h('h1', { class: 'unseen', tabindex: -1 }, `Room ${within?.name ?? roomId}`);
    this.#banner = new BannerView(() => call.dismissBanner());
    this.#doorbell = new Doorbell(call);
    this.#whereabouts = new Whereabouts(call);
    this.#stage = new Stage(call);
    this.#chat = new Chat(call, roomId);
    this.#people = new People(call, (userId) => this.#writeTo(userId));
    this.#files = new FilesPanel(call);
    this.#recordings = new RecordingsPanel(call);
    this.#offers = new OfferStrip(call);
    this.#roomPanel = new RoomPanel(call);
    this.#controls = new Controls(call, () => this.#help.showModal());
    const close = h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close panel', on: { click: () => this.#closePanel() } }, icon('close'));
    this.#panel = h('aside', { class: 'panel', 'aria-labelledby': 'panel-title' },
      h('header', { class: 'panel-head' }, this.#panelTitle, this.#chat.searchButton, close), this.#chat.element, this.#people.element, this.#files.element, this.#recordings.element, this.#roomPanel.element);
    this.element = h('main', { class: 'room', id: 'main', 'data-room': roomId },
      this.#heading,
      this.#news,
      this.#recordingStrip.element,
      this.#banner.element,
      this.#whereabouts.element,
      this.#doorbell.element,
      this.#offers.element,
      h('div', { class: 'room-middle' }, h('div', { class: 'stage-place' }, within === undefined && this.#invite(roomId), this.#stage.element, this.#floats.element, this.#notice), this.#panel),
      this.#controls.element, this.#help);
    this.#drop = new DropTarget(this.element, call);
    const keys = (event: KeyboardEvent) => this.#key(event);
    document.addEventListener('keydown', keys);
    const seen = () => this.#seen();
    document.addEventListener('visibilitychange', seen);
    this.#stop.push(
      () => document.removeEventListener('keydown', keys),
      () => document.removeEventListener('visibilitychange', seen),
      call.store.watch((state, before) => this.#update(state, before)),
    );
  }

  focus(): void {
    this.#heading.focus();
  }

  close(): void {
    for (const stop of this.#stop) {
      stop();
    }
    this.#banner.close();
    this.#stage.close();
    this.#drop.close();
    this.#files.close();
    this.#recordings.close();
    this.#help.close();
  }

  #update(state: RoomState, before: RoomState): void {
    const first = state === before;
    if (first || state.banner !== before.banner) {
      this.#banner.update(state.banner);
    }
    if (first || CHAT_PARTS.some((part) => state[part] !== before[part])) {
      this.#chat.update(state);
    }
    this.#whereabouts.update(state);
    this.#floats.update(state);
    this.#doorbell.update(state);
    this.#stage.update(state);
    this.#people.update(state);
    this.#files.update(state);
    this.#recordings.update(state);
    this.#recordingStrip.update(state);
    this.#offers.update(state);
    this.#roomPanel.update(state);
    this.#controls.update(state);
    if (state.unread > before.unread) {
      const last = state.chat.messages.findLast((message) => !message.own);
      write(this.#news, last === undefined ? '' : `Message from ${last.username}: ${last.content.slice(0, 200)}`);
    }
    if (state.fileNews !== before.fileNews) {
      write(this.#news, state.fileNews ?? '');
    }
    write(this.#notice, state.notice ?? '');
    put(this.element, 'data-panel', state.panel);
    put(this.element, 'data-connection', state.connection.name);
    if (first || state.panel !== before.panel) {
      this.#showPanel(state.panel);
    }
    document.title = `${state.unread > 0 ? `(${state.unread}) ` : ''}${state.within?.name ?? state.roomId} · Holdline`;
  }

  #showPanel(panel: Panel | undefined): void {
    this.#panel.hidden = panel === undefined;
    this.#chat.element.hidden = panel !== 'chat';
    this.#chat.searchButton.hidden = panel !== 'chat';
    this.#people.element.hidden = panel !== 'people';
    this.#files.element.hidden = panel !== 'files';
    this.#recordings.element.hidden = panel !== 'recordings';
    this.#roomPanel.element.hidden = panel !== 'room';
    if (panel !== undefined) {
      write(this.#panelTitle, TITLES[panel]);
    }
    if (panel === 'chat') {
      this.#chat.focus();
    } else if (panel !== undefined) {
      this.#panelTitle.focus();
    }
  }

  #writeTo(userId: string): void {
    this.#call.show('chat');
    this.#chat.writeTo(userId);
  }

  #closePanel(): void {
    const { panel } = this.#call.store.state;
    this.#call.show(undefined);
    this.#controls.element.querySelector<HTMLElement>(`[data-testid="${panel}"]`)?.focus();
  }

  #seen(): void {
    if (!document.hidden && this.#call.store.state.panel === 'chat') {
      this.#call.show('chat');
    }
  }

  /** Shown while nobody else is here. */
  #invite(roomId: string): HTMLElement {
    const copy = h('button', { type: 'button', class: 'button quiet' }, icon('copy'), h('span', {}, 'Copy link'));
    const link = h('span', { class: 'link-text' }, roomLink(location.origin, roomId).replace(/^https?:\/\//, ''));
    copy.addEventListener('click', () => {
      void navigator.clipboard?.writeText(roomLink(location.origin, roomId)).then(() => copy.querySelector('span')?.replaceChildren('Copied'));
    });
    return h('div', { class: 'invite' }, h('p', {}, 'You are the first. Send the others the link:'), h('div', { class: 'link-row' }, link, copy));
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !this.#help.open && this.#call.store.state.panel !== undefined) {
      this.#closePanel();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || this.#help.open || writes(event.target) || !preferences().keys) {
      return;
    }
    const panel = (name: Panel) => this.#call.show(this.#call.store.state.panel === name ? undefined : name);
    const acts: Readonly<Record<string, () => unknown>> = {
      m: () => this.#call.outgoing.toggleAudio(),
      v: () => this.#call.outgoing.toggleVideo(),
      s: () => this.#call.outgoing.toggleScreen(),
      c: () => panel('chat'),
      p: () => panel('people'),
      f: () => panel('files'),
      r: () => panel('room'),
      t: () => panel('recordings'),
      h: () => this.#call.toggleHand(),
      '?': () => this.#help.showModal(),
    };
    const act = acts[event.key.toLowerCase()];
    if (act !== undefined) {
      event.preventDefault();
      void act();
    }
  }
}

function writes(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;
}
