import { Breakouts } from './breakouts.js';
import { checkContent, failedChat, historicChat, ownChange, pendingChat, sentChat } from './chat.js';
import { Emitter } from './events.js';
import { LocalMedia } from './media.js';
import { Moderation } from './moderation.js';
import type { OutboxEntry } from './outbox.js';
import { Peers } from './peers.js';
import type { PeerConnectionFactory, Platform, Timer } from './ports.js';
import { Problem, problemOf } from './problem.js';
import { QualityMonitor, statsOf } from './quality.js';
import type { Rest } from './rest.js';
import { Session } from './session.js';
import type { SessionStore } from './session-store.js';
import type {
  Ack,
  Chat,
  ChatHistory,
  ConnectionStatus,
  JoinOptions,
  OwnSession,
  Participant,
  QualityAdvice,
  RaisedHand,
  ReadReceipt,
  RoomEvents,
  RoomSettings,
} from './types.js';
import { tellApart } from './told.js';
import { Typing } from './typing.js';
import { deferred, Waiters } from './waiters.js';
import { WaitingRoom } from './waiting-room.js';
import { classOf, type MediaControl, type PayloadOf, type RoomEnvelope, type ServerAck } from './wire.js';

const LEAVE_LIMIT_MS = 2_000;

/**
 * A room that we are in. Obtained from `joinRoom`.
 *
 * What it promises: a message of the room's log is told once and in the log's order, over any number of lost connections
 * and reloads of the tab; where that cannot be kept, `recovered` says `truncated` and what is missing. What is sent is kept
 * until the server has it, and put into the log once. `chat`, `message` and `recovered` that come before the first listener
 * are held for it.
 */
export class Room {
  /** What hosts and moderators do about the room and those in it. */
  readonly moderation: Moderation;
  readonly waitingRoom: WaitingRoom;
  readonly breakouts: Breakouts;
  readonly #events = new Emitter<RoomEvents>(['state', 'participants', 'settings', 'hands', 'typing']);
  readonly #session: Session;
  readonly #media: LocalMedia;
  readonly #peers: Peers | undefined;
  readonly #quality: QualityMonitor;
  readonly #waiters = new Waiters();
  readonly #typing: Typing;
  readonly #unsubscribe: () => void;
  #limit: Timer;
  readonly #joining: { resolve(): void; reject(problem: Problem): void; promise: Promise<void> };

  /** @internal */
  constructor(
    readonly id: string,
    readonly platform: Platform,
    readonly rest: Rest,
    readonly store: SessionStore,
    options: JoinOptions,
  ) {
    this.#joining = deferred();
    this.moderation = new Moderation(rest.http, id, (control) => this.send('media-control', control));
    this.waitingRoom = new WaitingRoom(rest.http, id);
    this.breakouts = new Breakouts(rest.http, id);
    this.#media = new LocalMedia(options.media?.stream);
    const media = () => ({ audio_enabled: this.#media.audioOn, video_enabled: this.#media.videoOn });
    this.#session = new Session(platform, store, rest, options.accessToken, media, {
      status: (status) => this.#onStatus(status, options),
      ready: (anew) => this.#onReady(anew),
      recovered: (recovered) => this.#events.emit('recovered', recovered),
      message: (envelope) => this.#onMessage(envelope),
      participants: () => this.#onParticipants(),
      agreed: () => this.#onAgreed(),
      accepted: (ack, entry) => this.#onAccepted(ack, entry),
      refused: (problem, entry) => this.#onRefused(problem, entry),
      problem: (problem) => this.#events.emit('error', problem),
      closed: (reason, problem) => this.#onClosed(reason, problem),
    });
    this.#peers = this.#makePeers(options.peers);
    this.#typing = new Typing({
      clock: platform.clock,
      tell: (isTyping, to) => this.#mention('typing-indicator', { is_typing: isTyping, ...(to === undefined ? {} : { target_user_id: to }) }),
      changed: (users) => this.#events.emit('typing', users),
    });
    this.#quality = new QualityMonitor(platform.clock, options.qualityIntervalMs, {
      reports: async () => (await this.#peers?.statistics()) ?? [],
      rttMs: () => this.#session.link.rttMs,
      report: (report) => {
        this.#mention('network-stats', statsOf(report));
        return rest.report(report);
      },
      measured: (quality) => this.#events.emit('quality', quality),
    });
    this.#unsubscribe = platform.page.subscribe({
      networkChanged: () => this.networkChanged(),
      visibilityChanged: () => this.#session.link.visibilityChanged(),
    });
  }

  /** @internal Connects; resolved when the first join is complete. */
  start(limitMs: number, signal?: AbortSignal): Promise<void> {
    const late = new Problem('connection_timeout', 'The room could not be reached in time');
    this.#limit = this.platform.clock.setTimeout(() => this.#session.link.close(late.code, late), limitMs);
    const giveUp = (): void => this.#session.link.giveUp(new Problem('aborted', 'The join was given up'));
    signal?.addEventListener('abort', giveUp);
    this.#session.link.start();
    if (signal?.aborted) giveUp();
    return this.#joining.promise.finally(() => {
      this.platform.clock.clearTimeout(this.#limit);
      signal?.removeEventListener('abort', giveUp);
    });
  }

  /** Listens to an event; answers a function that ends it. `state` and `participants` tell their current value at once. */
  on<K extends keyof RoomEvents>(event: K, listener: (told: RoomEvents[K]) => void): () => void {
    return this.#events.on(event, listener);
  }

  get state(): ConnectionStatus {
    return this.#session.link.status;
  }

  /** Who we are here; the session id changes when the server had to begin a new session for us. */
  get session(): OwnSession {
    const joined = this.#session.joined!;
    const role = this.#session.participants.get(joined.session_id)?.role ?? joined.role;
    return { sessionId: joined.session_id, userId: joined.user_id, username: joined.username, role };
  }

  get participants(): Participant[] {
    return this.#session.participants.list(this.session.sessionId);
  }

  /** How the room is set. */
  get settings(): RoomSettings {
    return this.#session.agreement.settings!;
  }

  /** The hands that are up, in the order in which they went up. */
  get hands(): RaisedHand[] {
    return this.#session.agreement.hands;
  }

  /** Messages that the server has not accepted yet. */
  get outboxSize(): number {
    return this.#session.outbox.size;
  }

  /**
   * Says something to the room, connected or not. It shows as `chat` at once (`pending`), then as `sent` or `failed` under
   * the same id; unsent ones survive a reload. Throws a {@link Problem} for empty or overlong text and for a full outbox.
   * With `to` it is said to that user alone; `replyTo` is the `messageId` that it answers.
   */
  sendChat(text: string, more: { to?: string; replyTo?: string } = {}): { id: string } {
    checkContent(text);
    const answers = more.replyTo === undefined ? {} : { reply_to: more.replyTo };
    const alone = more.to === undefined ? {} : { target_user_id: more.to };
    this.#typing.sent(more.to);
    return { id: this.#put('chat-message', { content: text, ...answers, ...alone }).id };
  }

  /** Changes what a message of ours says; shows as `chat-edited`. Rejected with `edit_too_late` after a while. */
  editChat(messageId: string, text: string): Promise<Ack> {
    checkContent(text);
    return this.send('chat-edit', { message_id: messageId, content: text });
  }

  /** Takes a message of ours back, or, for whoever may, of anybody; shows as `chat-deleted`. */
  deleteChat(messageId: string): Promise<Ack> {
    return this.send('chat-delete', { message_id: messageId });
  }

  /** Everything up to this message has been read here. Told to the others when connected. */
  markRead(messageId: string): void {
    this.#mention('read-receipt', { message_id: messageId });
  }

  /** A key was pressed: tells the room, or only one user, that something is being written; call it as often as you like. */
  startTyping(to?: string): void {
    this.#typing.began(to);
  }

  /** What was begun is not going to be sent. */
  stopTyping(to?: string): void {
    this.#typing.ended(to);
  }

  /** Shows the others a passing sign. */
  react(reaction: PayloadOf<'reaction'>['reaction_type']): void {
    this.#mention('reaction', { reaction_type: reaction });
  }

  /** Tells the others what stands behind us in our picture; making it is up to the page. */
  tellBackground(background: PayloadOf<'virtual-background-update'>): void {
    this.#mention('virtual-background-update', background);
  }

  /**
   * Sends a message of the protocol. Durable ones are kept and repeated until accepted, and the promise ends with their
   * place in the log; it is rejected only for good. Ephemeral ones go out now or are rejected with `not_connected`.
   * Who does not listen to the promise is not bothered by its rejection.
   */
  send<T extends string>(type: T, payload: PayloadOf<T>): Promise<Ack> {
    const sent = this.#send(type, payload);
    sent.catch(() => undefined);
    return sent;
  }

  /** Raises or lowers our hand; raising it twice changes nothing. */
  raiseHand(raised: boolean): Promise<Ack> {
    return this.send('hand-raise', { raised });
  }

  /** Mutes or unmutes the microphone here and tells the room. */
  setAudio(on: boolean): void {
    this.#media.setAudio(on);
    this.#tellMedia({ action: on ? 'unmute' : 'mute', media_type: 'audio' });
  }

  /** Switches the camera's picture off or on here and tells the room. */
  setVideo(on: boolean): void {
    this.#media.setVideo(on);
    this.#tellMedia({ action: on ? 'video_on' : 'video_off', media_type: 'video' });
  }

  /** Tells the room whether we speak, or the name by which we go. */
  tellOfOurselves(info: { speaking?: boolean; username?: string }): Promise<void> {
    return this.rest.info(this.session.userId, info);
  }

  /** Sends a screen in the camera's place, `null` brings the camera back; ends by itself when the browser ends the capture. */
  shareScreen(stream: MediaStream | null): void {
    this.#media.share(stream ?? undefined);
    stream?.getVideoTracks()[0]?.addEventListener('ended', () => {
      if (this.#media.screen === stream && this.state.name !== 'closed') this.shareScreen(null);
    });
    this.#peers?.tracksChanged();
    this.#tellMedia({ action: stream ? 'video_on' : 'video_off', media_type: 'screen-share' });
  }

  /** Sends other devices from now on, without a new negotiation. What is muted stays muted. */
  replaceStream(stream: MediaStream): void {
    this.#media.replace(stream);
    this.#peers?.tracksChanged();
  }

  /**
   * Earlier chat as it stands now, a page at a time; with `words` only what says them. A message of it may also come as `chat` when it was said just now: the pair of `epoch`
   * and `sequence` tells.
   */
  async chatHistory(page: { limit?: number; before?: string; words?: string } = {}): Promise<ChatHistory> {
    const found = await this.rest.history(page);
    const messages = found.messages.map((message) => historicChat(message, this.session));
    return { messages, ...(found.next_before == null ? {} : { nextBefore: String(found.next_before) }) };
  }

  /** Up to where everybody has read; what comes later is told as `read`. */
  async readReceipts(): Promise<ReadReceipt[]> {
    return (await this.rest.receipts()).map(({ user_id: userId, message_id: messageId, target_user_id: sharedWith }) => ({
      userId,
      messageId,
      ...(sharedWith === undefined ? {} : { sharedWith }),
    }));
  }

  /** The network is another one: tries at once, or asks whether the line still lives. Browsers' own events are wired. */
  networkChanged(): void {
    this.#session.link.networkChanged();
  }

  /**
   * Leaves for good: the others see it at once, nothing is kept, a later join is a new session. What waits in the outbox
   * is sent first when there is a connection, else it is reported as failed.
   */
  async leave(): Promise<void> {
    if (this.state.name === 'closed') return;
    const gone = new Promise<void>((resolve) => this.on('state', (state) => state.name === 'closed' && resolve()));
    if (this.#session.link.isReady) {
      this.#session.link.send([{ type: 'leave', payload: {} }]);
      const timer = this.platform.clock.setTimeout(() => this.#session.link.close('left'), LEAVE_LIMIT_MS);
      await gone;
      this.platform.clock.clearTimeout(timer);
    } else {
      this.#session.link.close('left');
    }
  }

  async #send(type: string, payload: object): Promise<Ack> {
    const messageClass = classOf(type);
    if (messageClass === 'durable') return this.#waiters.wait(this.#put(type, payload).id);
    this.#assertOpen();
    if (messageClass === 'control') throw new Problem('validation_error', `${type} is said by the SDK itself`);
    if (messageClass === 'signaling') {
      const to = (payload as { target_session_id?: string }).target_session_id ?? '';
      return this.#waiters.wait(this.#session.signal(type, payload, to));
    }
    if (!this.#session.link.isReady) throw new Problem('not_connected', 'The room is not connected');
    const id = this.platform.uniqueName();
    this.#session.link.send([{ type, id, payload }]);
    return { id, duplicate: false };
  }

  /** Says in passing what is worth nothing later. */
  #mention<T extends string>(type: T, payload: PayloadOf<T>): void {
    if (this.#session.link.isReady) this.#session.link.send([{ type, id: this.platform.uniqueName(), payload }]);
  }

  #put(type: string, payload: object): OutboxEntry {
    this.#assertOpen();
    const entry = this.#session.outbox.add(type, payload);
    if (type === 'chat-message') this.#events.emit('chat', pendingChat(entry, this.session));
    return entry;
  }

  #assertOpen(): void {
    if (this.state.name === 'closed') throw new Problem('closed', 'The room is closed');
  }

  #tellMedia(control: MediaControl): void {
    this.#put('media-control', control);
    if (this.#session.participants.media(this.session.sessionId, control)) this.#onParticipants();
  }

  #makePeers(given: PeerConnectionFactory | false | undefined): Peers | undefined {
    const factory = given === false ? undefined : (given ?? this.platform.peers);
    const mediaStream = this.platform.mediaStream;
    if (!factory || !mediaStream) return undefined;
    return new Peers({
      clock: this.platform.clock,
      factory,
      mediaStream,
      configuration: () => this.rest.configuration(),
      tracks: () => ({ audio: this.#media.audio, video: this.#media.video }),
      sharp: () => this.#media.screen !== undefined,
      linked: () => this.#session.link.isReady,
      send: (type, payload, to) => void this.#session.signal(type, payload, to),
      forget: (to) => this.#session.signals.forget(to),
      stream: (sessionId, stream) => this.#events.emit('stream', { sessionId, stream }),
      removed: (sessionId) => this.#events.emit('stream-removed', { sessionId }),
      state: (sessionId, state) => this.#events.emit('peer-state', { sessionId, state }),
      problem: (problem) => this.#events.emit('error', problem),
    });
  }

  #onReady(anew: boolean): void {
    for (const entry of this.store.kept.splice(0)) {
      if (entry.type === 'chat-message') this.#events.emit('chat', pendingChat(entry, this.session));
    }
    this.#onAgreed();
    this.#onParticipants();
    this.#peers?.linkReady(anew);
    this.#quality.start();
    this.#joining.resolve();
  }

  #onStatus(status: ConnectionStatus, { pending }: JoinOptions): void {
    if (status.pending) {
      this.platform.clock.clearTimeout(this.#limit); // whoever waits at the door is not late
      pending?.(status.pending);
    }
    this.#events.emit('state', status);
  }

  #onAgreed(): void {
    this.#events.emit('settings', this.settings);
    this.#events.emit('hands', this.hands);
  }

  #onParticipants(): void {
    this.#events.emit('participants', this.participants);
    this.#peers?.sync(this.session.sessionId, this.#session.participants.wire);
  }

  #onMessage(envelope: RoomEnvelope): void {
    switch (envelope.type) {
      case 'offer':
      case 'answer':
      case 'ice-candidate':
        this.#peers?.signaled(envelope);
        return;
      case 'media-control':
        this.#obey(envelope.payload);
        break;
      default:
        break;
    }
    this.#events.emit('message', envelope);
    tellApart(envelope, this.session, this.#events, { typing: this.#typing, heed: (advice) => this.#heed(advice) });
  }

  /** The server sees what our network carries. */
  #heed(advice: QualityAdvice): void {
    this.#peers?.encode(advice);
    this.#events.emit('quality-advice', advice);
  }

  /** A moderator may switch our microphone or camera off, never on. */
  #obey(control: MediaControl): void {
    if (control.target_user_id === undefined || control.target_user_id !== this.session.userId) return;
    if (control.action === 'mute') this.setAudio(false);
    else if (control.action === 'video_off' && control.media_type === 'video') this.setVideo(false);
    else if (control.action === 'video_off' && control.media_type === 'screen-share') this.shareScreen(null);
  }

  #onAccepted(ack: ServerAck, entry: OutboxEntry | undefined): void {
    if (entry?.type === 'chat-message') this.#events.emit('chat', sentChat(entry, this.session, ack));
    else if (entry?.type === 'chat-edit') this.#events.emit('chat-edited', ownChange(entry, this.session));
    else if (entry?.type === 'chat-delete') this.#events.emit('chat-deleted', ownChange(entry, this.session));
    this.#waiters.resolve({ id: ack.id, sequence: ack.sequence, epoch: ack.epoch, duplicate: ack.duplicate });
  }

  #onRefused(problem: Problem, entry: OutboxEntry | undefined): void {
    const answered = this.#waiters.reject(entry?.id ?? problem.id ?? '', problem);
    if (entry?.type === 'chat-message') this.#events.emit('chat', this.#failed(entry, problem));
    else if (!answered) this.#events.emit('error', problem);
  }

  #failed(entry: OutboxEntry, problem: Problem): Chat {
    const joined = this.#session.joined;
    const self = joined ? this.session : { sessionId: '', userId: '', username: '', role: 'participant' as const };
    return failedChat(entry, self, problem);
  }

  #onClosed(reason: string, problem?: Problem): void {
    const end = problem ?? new Problem('closed', `The room is closed: ${reason}`);
    this.#unsubscribe();
    this.#quality.stop();
    this.#typing.stop();
    this.#peers?.close();
    if (reason === 'left') {
      for (const entry of this.#session.outbox.clear()) this.#onRefused(new Problem('closed', 'The room was left'), entry);
      this.store.forget();
    }
    this.#waiters.rejectAll(problemOf(end));
    this.#joining.reject(end);
  }
}
