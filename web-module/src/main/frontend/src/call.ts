import type { AccessToken, BreakoutRoom, Chat, ConnectionStatus, Participant, Pending, ReadReceipt, Recovered, Room, Rooms, joinRoom } from '@holdline/client';
import { attempt } from './attempt.js';
import { Host } from './host.js';
import { Outgoing } from './outgoing.js';
import { RoomRecordings } from './recordings.js';
import { Transfers } from './transfers.js';
import { afterRecovery, afterState, RECOVERED_SHOWN_MS, type Banner } from './state/banner.js';
import { followed } from './state/breakouts.js';
import { Glance } from './state/glance.js';
import { problemInWords } from './state/problems.js';
import { moderates } from './state/rank.js';
import { endedBecause, handIsUp, initialState, type Panel, type RoomState } from './state/room-state.js';
import { REACTIONS, REACTION_SHOWN_MS, withReaction, type Reaction, type ShownReaction } from './state/reactions.js';
import { withReceipts } from './state/reading.js';
import { Store } from './state/store.js';
import type { Me } from './state/tiles.js';

export interface CallOptions {
  readonly roomId: string;
  readonly accessToken: AccessToken;
  readonly rooms: Rooms;
  readonly stream: MediaStream;
  readonly audio: boolean;
  readonly video: boolean;
  readonly microphone?: string | undefined;
  readonly camera?: string | undefined;
  /** Told while one waits at the door; `signal` gives the place up. */
  readonly pending?: (pending: Pending) => void;
  readonly signal?: AbortSignal;
  /** The breakout room that this is. */
  readonly within?: BreakoutRoom;
}

const HISTORY_PAGE = 50;
const NOTICE_MS = 8_000;
const SAID_TO_ALL_MS = 20_000;

/** One stay in a room: turns what the SDK tells into the page's state, and what a person does into calls of the SDK. */
export class Call {
  readonly store: Store<RoomState>;
  readonly host: Host;
  readonly outgoing: Outgoing;
  readonly transfers: Transfers;
  readonly recordings: RoomRecordings;
  readonly #room: Room;
  readonly #options: CallOptions;
  readonly #door: Glance<RoomState['waiting']>;
  readonly #receipts: Glance<ReadReceipt[]>;
  readonly #sides: Glance<Awaited<ReturnType<Room['breakouts']['list']>>>;
  #reactions = 0;
  #readUpTo: string | undefined;
  #noticeTimer: ReturnType<typeof setTimeout> | undefined;
  #bannerTimer: ReturnType<typeof setTimeout> | undefined;
  #leaving: Promise<void> | undefined;
  #recovery: (Recovered & { said: number }) | undefined;

  private constructor(room: Room, options: CallOptions) {
    this.#room = room;
    this.#options = options;
    this.host = new Host(room, (text) => this.notice(text), () => void this.#sides.look());
    const { sessionId, userId, username, role } = room.session;
    const me: Me = { sessionId, userId, name: username, role, audio: options.audio, video: options.video, sharing: false };
    this.store = new Store({ ...initialState(options.roomId, me, options.stream), within: options.within });
    this.outgoing = new Outgoing({ room, store: this.store, devices: { microphone: options.microphone, camera: options.camera }, notice: (text) => this.notice(text) });
    this.recordings = new RoomRecordings(room, this.store, (text) => this.notice(text));
    this.transfers = new Transfers(room, this.store, (text) => this.notice(text));
    this.#sides = new Glance(() => room.breakouts.list(), (found) => this.store.set({ breakouts: followed(this.store.state.breakouts, found) }));
    this.#door = new Glance<RoomState['waiting']>(async () => (moderates(room.session.role) ? room.waitingRoom.list() : []), (waiting) => this.store.set({ waiting }));
    this.#receipts = new Glance(() => room.readReceipts(), (found) => this.store.set({ readers: withReceipts(this.store.state.readers, found) }));
    this.#listen();
    this.#look();
  }

  static async enter(join: typeof joinRoom, options: CallOptions): Promise<Call> {
    enable(options.stream, options);
    const room = await join({
      server: location.origin,
      roomId: options.roomId,
      accessToken: options.accessToken,
      media: { stream: options.stream },
      ...(options.pending === undefined ? {} : { pending: options.pending }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    const call = new Call(room, options);
    void call.#history(undefined).then((earlier) => call.store.set({ earlier }));
    return call;
  }

  /** Says something, with or without a line: what waits is shown as waiting. */
  say(text: string, more: { to?: string; replyTo?: string } = {}): void {
    try {
      this.#room.sendChat(text, more);
    } catch (problem) {
      this.notice(problemInWords(problem));
    }
  }

  /** Sends a refused message once more, as a new one. */
  sayAgain(message: Chat): void {
    this.store.set({ chat: this.store.state.chat.without(message.id) });
    const { to, replyTo } = message;
    this.say(message.content, { ...(to === undefined ? {} : { to }), ...(replyTo === undefined ? {} : { replyTo }) });
  }

  change({ messageId }: Chat, text: string): Promise<void> {
    return this.#try(() => this.#room.editChat(messageId ?? '', text));
  }

  takeBack({ messageId }: Chat): Promise<void> {
    return this.#try(() => this.#room.deleteChat(messageId ?? ''));
  }

  /** Tells that something is being written, or no longer. */
  typing(writes: boolean, to: string | undefined): void {
    if (writes) {
      this.#room.startTyping(to);
    } else {
      this.#room.stopTyping(to);
    }
  }

  async find(words: string): Promise<Chat[]> {
    return (await this.#room.chatHistory({ limit: HISTORY_PAGE, words })).messages;
  }

  react(reaction: Reaction): void {
    this.#room.react(reaction);
    this.#shown(reaction, 'You');
  }

  async toggleHand(): Promise<void> {
    await this.#try(() => this.#room.raiseHand(!handIsUp(this.store.state)));
  }

  get rooms(): Rooms {
    return this.#options.rooms;
  }

  show(panel: Panel | undefined): void {
    this.store.set({ panel, ...(panel === 'chat' ? { unread: 0 } : {}) });
    this.recordings.look();
    this.#read();
  }

  async earlier(): Promise<void> {
    const before = this.store.state.earlier;
    if (before !== undefined) {
      this.store.set({ earlier: await this.#history(before) });
    }
  }

  dismissBanner(): void {
    this.store.set({ banner: undefined });
  }

  notice(text: string, shownMs = NOTICE_MS): void {
    clearTimeout(this.#noticeTimer);
    this.#noticeTimer = setTimeout(() => this.store.set({ notice: undefined }), shownMs);
    this.store.set({ notice: text });
  }

  /** Goes to a breakout room; nothing comes back. */
  goTo(destination: BreakoutRoom | undefined): void {
    this.store.set({ breakouts: { ...this.store.state.breakouts, destination } });
  }

  leave(): Promise<void> {
    this.#end('left');
    return (this.#leaving ??= this.#room.leave());
  }

  /** Reads what no message has told: who waits, and which breakout rooms there are. */
  #look(): void {
    void this.#door.look();
    void this.#receipts.look();
    if (this.store.state.within === undefined) {
      void this.#sides.look();
    }
  }

  #listen(): void {
    this.#room.on('state', (state) => this.#connection(state));
    this.#room.on('recovered', (recovery) => {
      this.#recovery = { ...recovery, said: 0 };
      this.#look();
      this.#recovered(afterRecovery(recovery));
    });
    this.#room.on('chat', (message) => this.#said(message));
    this.#room.on('chat-edited', ({ messageId, content, timestamp }) => this.store.set({ chat: this.store.state.chat.edited(messageId, content, timestamp) }));
    this.#room.on('chat-deleted', ({ messageId, timestamp }) => this.store.set({ chat: this.store.state.chat.deleted(messageId, timestamp) }));
    this.#room.on('read', (receipt) => this.store.set({ readers: withReceipts(this.store.state.readers, [receipt]) }));
    this.#room.on('typing', (typing) => this.store.set({ typing }));
    this.#room.on('reaction', ({ reaction, username }) => this.#shown(reaction, username));
    this.#room.on('participants', (participants) => this.#people(participants));
    this.#room.on('settings', (settings) => this.store.set({ settings }));
    this.#room.on('hands', (hands) => this.store.set({ hands }));
    this.#room.on('stream', ({ sessionId, stream }) => {
      this.store.set({ streams: new Map(this.store.state.streams).set(sessionId, stream) });
    });
    this.#room.on('stream-removed', ({ sessionId }) => {
      const streams = new Map(this.store.state.streams);
      streams.delete(sessionId);
      this.store.set({ streams });
    });
    this.#room.on('peer-state', ({ sessionId, state }) => {
      this.store.set({ peers: new Map(this.store.state.peers).set(sessionId, state) });
    });
    this.#room.on('message', (message) => {
      if (message.type.startsWith('waiting-room-')) {
        void this.#door.look();
      } else if (message.type === 'breakout-room-message') {
        this.notice(`${message.payload.username} to all: ${message.payload.content}`, SAID_TO_ALL_MS);
      } else if (message.type.startsWith('breakout-room-')) {
        void this.#sides.look();
      }
      if (message.type === 'media-control' && message.payload.target_user_id === this.store.state.me.userId) {
        this.outgoing.asked(message.payload);
      }
    });
    this.#room.on('error', (problem) => this.notice(problemInWords(problem)));
  }

  /** Our own entry may have a new session or role, and something of ours may have been switched off. */
  #people(participants: readonly Participant[]): void {
    const { me } = this.store.state;
    const { sessionId, role } = this.#room.session;
    const same = me.sessionId === sessionId && me.role === role;
    this.store.set({ participants, ...(same ? {} : { me: { ...me, sessionId, role } }) });
    this.outgoing.follow();
    if (moderates(me.role) !== moderates(role)) {
      this.#look();
    }
  }

  #recovered(banner: Banner): void {
    this.store.set({ banner });
    clearTimeout(this.#bannerTimer);
    if (banner.kind === 'recovered') {
      this.#bannerTimer = setTimeout(() => {
        if (this.store.state.banner === banner) {
          this.dismissBanner();
        }
      }, RECOVERED_SHOWN_MS);
    } else {
      void this.#history(undefined); // the history may reach further back than the replay
    }
  }

  #connection(state: ConnectionStatus): void {
    this.store.set({ connection: state, banner: afterState(this.store.state.banner, state) });
    if (state.name === 'closed') {
      this.#end(state.reason);
    }
  }

  #said(message: Chat): void {
    const { chat, panel, unread } = this.store.state;
    const merged = chat.merge([message]);
    const isNew = merged.messages.length > chat.messages.length && !message.own;
    this.store.set({ chat: merged, unread: isNew && (panel !== 'chat' || document.hidden) ? unread + 1 : unread });
    if (isNew) {
      this.#countRecovered(message);
      this.#read();
    }
  }

  /** The server counts all that happened; a person asks how much was said. */
  #countRecovered({ sequence }: Chat): void {
    const recovery = this.#recovery;
    if (recovery !== undefined && sequence !== undefined && sequence <= recovery.toSequence) {
      recovery.said++;
      if (this.store.state.banner?.kind === 'recovered') {
        this.#recovered(afterRecovery(recovery, recovery.said));
      }
    }
  }

  async #try(act: () => Promise<unknown>): Promise<void> {
    await attempt(act, (text) => this.notice(text));
  }

  #shown(reaction: Reaction, name: string): void {
    const one: ShownReaction = { key: `r${++this.#reactions}`, sign: REACTIONS[reaction], name };
    this.store.set({ reactions: withReaction(this.store.state.reactions, one) });
    setTimeout(() => this.store.set({ reactions: this.store.state.reactions.filter((shown) => shown !== one) }), REACTION_SHOWN_MS);
  }

  /** What stands on the screen has been read. */
  #read(): void {
    const { chat, panel } = this.store.state;
    const last = chat.messages.findLast((message) => message.state === 'sent' && !message.own && message.messageId !== undefined);
    if (panel === 'chat' && !document.hidden && last?.messageId !== undefined && last.messageId !== this.#readUpTo) {
      this.#readUpTo = last.messageId;
      this.#room.markRead(last.messageId);
    }
  }

  /** Takes a page of the history in; answers where the page before it begins, or the same place if it failed. */
  async #history(before: string | undefined): Promise<string | undefined> {
    try {
      const page = await this.#room.chatHistory({ limit: HISTORY_PAGE, ...(before === undefined ? {} : { before }) });
      this.store.set({ chat: this.store.state.chat.merge(page.messages) });
      return page.nextBefore;
    } catch {
      this.notice('Earlier messages could not be loaded.');
      return before;
    }
  }

  #end(reason: string | undefined): void {
    if (this.store.state.ended === undefined) {
      clearTimeout(this.#bannerTimer);
      clearTimeout(this.#noticeTimer);
      this.outgoing.close();
      this.store.set({ ended: endedBecause(reason), banner: undefined });
    }
  }
}

function enable(stream: MediaStream, wanted: { audio: boolean; video: boolean }): void {
  for (const track of stream.getTracks()) {
    track.enabled = track.kind === 'audio' ? wanted.audio : wanted.video;
  }
}
