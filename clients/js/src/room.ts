import { Breakouts } from './breakouts.js';
import { Conversation } from './conversation.js';
import { Emitter } from './events.js';
import { Exchange } from './exchange.js';
import { type Files, filesOf } from './transfer/files.js';
import { Moderation } from './moderation.js';
import type { OutboxEntry } from './outbox.js';
import type { Platform, Timer } from './ports.js';
import { Problem, problemOf } from './problem.js';
import { adviceOf, QualityMonitor, statsOf } from './quality.js';
import { Recordings } from './recordings.js';
import type { Rest } from './rest.js';
import { Rights } from './rights.js';
import { Sending } from './sending.js';
import { Session } from './session.js';
import type { SessionStore } from './session-store.js';
import type {
  Ack, ChatHistory, ConnectionStatus, JoinOptions, OngoingRecording, OwnSession, Participant, Permissions,
  QualityAdvice, RaisedHand, ReadReceipt, RoomEvents, RoomSettings,
} from './types.js';
import { deferred } from './waiters.js';
import { WaitingRoom } from './waiting-room.js';
import type { MediaControl, PayloadOf, RoomEnvelope, ServerAck } from './wire.js';

const LEAVE_LIMIT_MS = 2_000;
/** Who we are before the first join is complete. */
const NOBODY: OwnSession = { sessionId: '', userId: '', username: '', role: 'participant' };

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
  readonly recordings: Recordings;
  readonly files: Files;
  readonly #events = new Emitter<RoomEvents>(['state', 'participants', 'settings', 'hands', 'typing', 'recording']);
  readonly #session: Session;
  readonly #sending: Sending;
  readonly #conversation: Conversation;
  readonly #exchange: Exchange;
  readonly #rights = new Rights();
  readonly #quality: QualityMonitor;
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
    this.recordings = new Recordings(rest.http, id);
    this.#exchange = this.#makeExchange(options);
    this.files = filesOf(platform, rest, { self: () => this.session, connect: this.#exchange.openPath, problem: (problem) => this.#events.emit('error', problem) });
    this.#session = new Session(platform, store, rest, options.accessToken, () => this.#exchange.switches, {
      status: (status) => this.#onStatus(status, options),
      ready: (anew) => this.#onReady(anew),
      recovered: (recovered) => {
        this.#events.emit('recovered', recovered);
        if (recovered.truncated) this.files.ready(true);
      },
      message: (envelope) => this.#onMessage(envelope),
      participants: () => this.#onParticipants(),
      agreed: () => this.#onAgreed(),
      accepted: (ack, entry) => this.#onAccepted(ack, entry),
      refused: (problem, entry) => this.#onRefused(problem, entry),
      problem: (problem) => this.#events.emit('error', problem),
      closed: (reason, problem) => this.#onClosed(reason, problem),
    });
    this.#sending = new Sending(this.#session, () => platform.uniqueName(), (entry) => this.#conversation.waits(entry));
    this.#conversation = new Conversation({ clock: platform.clock, rest, events: this.#events, self: () => this.#session.self ?? NOBODY, sending: this.#sending });
    this.#quality = new QualityMonitor(platform.clock, options.qualityIntervalMs, {
      reports: () => this.#exchange.statistics(),
      rttMs: () => this.#session.link.rttMs,
      report: (report) => {
        this.#sending.mention('network-stats', statsOf(report));
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
    return this.#session.self!;
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

  /** The recording that is made of the room; undefined while there is none. */
  get recording(): OngoingRecording | undefined {
    return this.#session.agreement.recording;
  }

  /** Whether we may do that here now, as far as we have been told. */
  may(permission: keyof Permissions): boolean {
    return this.#rights.may(permission, this.settings);
  }

  /** Whether we may switch our microphone on. */
  get mayUnmute(): boolean {
    return this.#rights.mayUnmute(this.settings, this.session);
  }

  /** What of ours is on: what the room does not allow goes off by itself. */
  get media(): { audio: boolean; video: boolean; screen: MediaStream | undefined } {
    const { switches, screen } = this.#exchange;
    return { audio: switches.audio_enabled, video: switches.video_enabled, screen };
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
    return this.#conversation.say(text, more);
  }

  /** Changes what a message of ours says; shows as `chat-edited`. Rejected with `edit_too_late` after a while. */
  editChat(messageId: string, text: string): Promise<Ack> {
    return this.#conversation.edit(messageId, text);
  }

  /** Takes a message of ours back, or, for whoever may, of anybody; shows as `chat-deleted`. */
  deleteChat(messageId: string): Promise<Ack> {
    return this.#conversation.takeBack(messageId);
  }

  /** Everything up to this message has been read here. Told to the others when connected. */
  markRead(messageId: string): void {
    this.#conversation.markRead(messageId);
  }

  /** A key was pressed: tells the room, or only one user, that something is being written; call it as often as you like. */
  startTyping(to?: string): void {
    this.#conversation.startTyping(to);
  }

  /** What was begun is not going to be sent. */
  stopTyping(to?: string): void {
    this.#conversation.stopTyping(to);
  }

  /** Shows the others a passing sign. */
  react(reaction: PayloadOf<'reaction'>['reaction_type']): void {
    this.#sending.mention('reaction', { reaction_type: reaction });
  }

  /** Tells the others what stands behind us in our picture; making it is up to the page. */
  tellBackground(background: PayloadOf<'virtual-background-update'>): void {
    this.#sending.mention('virtual-background-update', background);
  }

  /**
   * Sends a message of the protocol. Durable ones are kept and repeated until accepted, and the promise ends with their
   * place in the log; it is rejected only for good. Ephemeral ones go out now or are rejected with `not_connected`.
   * Who does not listen to the promise is not bothered by its rejection.
   */
  send<T extends string>(type: T, payload: PayloadOf<T>): Promise<Ack> {
    return this.#sending.send(type, payload);
  }

  /** Raises or lowers our hand; raising it twice changes nothing. */
  raiseHand(raised: boolean): Promise<Ack> {
    return this.send('hand-raise', { raised });
  }

  /** Mutes or unmutes the microphone here and tells the room. Like all that may not be switched on it stays off then, and `error` says `permission_denied`. */
  setAudio(on: boolean): void {
    this.#exchange.setAudio(on);
  }

  /** Switches the camera's picture off or on here and tells the room. */
  setVideo(on: boolean): void {
    this.#exchange.setVideo(on);
  }

  /** Tells the room whether we speak, or the name by which we go. */
  tellOfOurselves(info: { speaking?: boolean; username?: string }): Promise<void> {
    return this.rest.info(this.session.userId, info);
  }

  /** Sends a screen in the camera's place, `null` brings the camera back; ends by itself when the browser ends the capture. */
  shareScreen(stream: MediaStream | null): void {
    this.#exchange.share(stream);
  }

  /** Sends other devices from now on, without a new negotiation. What is muted stays muted. */
  replaceStream(stream: MediaStream): void {
    this.#exchange.replace(stream);
  }

  /**
   * Earlier chat as it stands now, a page at a time; with `words` only what says them. A message of it may also come as `chat` when it was said just now: the pair of `epoch`
   * and `sequence` tells.
   */
  chatHistory(page: { limit?: number; before?: string; words?: string } = {}): Promise<ChatHistory> {
    return this.#conversation.history(page);
  }

  /** Up to where everybody has read; what comes later is told as `read`. */
  readReceipts(): Promise<ReadReceipt[]> {
    return this.#conversation.receipts();
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

  #tellMedia(control: MediaControl): void {
    this.#sending.put('media-control', control);
    if (this.#session.participants.media(this.session.sessionId, control)) this.#onParticipants();
  }

  #makeExchange(options: JoinOptions): Exchange {
    return new Exchange(this.platform, options, {
      configuration: () => this.rest.configuration(),
      linked: () => this.#session.link.isReady,
      send: (type, payload, to) => void this.#session.signal(type, payload, to),
      forget: (to) => this.#session.signals.forget(to),
      stream: (sessionId, stream) => this.#events.emit('stream', { sessionId, stream }),
      removed: (sessionId) => this.#events.emit('stream-removed', { sessionId }),
      state: (sessionId, state) => this.#events.emit('peer-state', { sessionId, state }),
      path: (sessionId, path) => this.files.path(sessionId, path),
      problem: (problem) => this.#events.emit('error', problem),
      may: (permission) => this.may(permission),
      mayUnmute: () => this.mayUnmute,
      tell: (control) => this.#tellMedia(control),
    });
  }

  #onReady(anew: boolean): void {
    for (const entry of this.store.kept.splice(0)) this.#conversation.waits(entry);
    this.#rights.given(this.#session.permissions!);
    this.#exchange.entered(this.#session.switches, anew);
    this.#onAgreed();
    this.#onParticipants();
    this.#exchange.linkReady(anew);
    this.files.ready(anew);
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
    this.#exchange.limit();
    this.#events.emit('settings', this.settings);
    this.#events.emit('hands', this.hands);
    this.#events.emit('recording', this.recording);
  }

  #onParticipants(): void {
    this.#events.emit('participants', this.participants);
    this.#exchange.sync(this.session.sessionId, this.#session.participants.wire, this.recording?.quality);
    this.files.present(this.#session.participants.people);
  }

  #onMessage(envelope: RoomEnvelope): void {
    switch (envelope.type) {
      case 'offer':
      case 'answer':
      case 'ice-candidate':
        this.#exchange.signaled(envelope);
        return;
      case 'media-control':
        if (envelope.payload.target_user_id === this.session.userId) this.#exchange.obey(envelope.payload);
    }
    if (this.#rights.heard(envelope, this.session)) this.#exchange.limit();
    this.#events.emit('message', envelope);
    this.#conversation.heard(envelope);
    this.files.heard(envelope);
    if (envelope.type === 'recording-status' && this.#session.agreement.stands(envelope.payload)) this.#events.emit('recording', this.recording);
    // Without a sender it is the server's advice, with one what somebody else sends.
    if (envelope.type === 'quality-update' && envelope.sender_id === undefined) this.#heed(adviceOf(envelope.payload));
  }

  #heed(advice: QualityAdvice): void {
    this.#exchange.encode(advice);
    this.#events.emit('quality-advice', advice);
  }

  #onAccepted(ack: ServerAck, entry: OutboxEntry | undefined): void {
    if (entry) this.#conversation.accepted(entry, ack);
    this.#sending.accepted(ack);
  }

  #onRefused(problem: Problem, entry: OutboxEntry | undefined): void {
    const answered = this.#sending.refused(entry?.id ?? problem.id ?? '', problem);
    const shown = this.#conversation.refused(entry, problem);
    if (entry?.type === 'media-control') this.#switchBack(entry.payload as MediaControl);
    if (!shown && !answered) this.#events.emit('error', problem);
  }

  /** What the room has been told of us and does not take: it is not so. */
  #switchBack(control: MediaControl): void {
    const holds = control.target_user_id === undefined ? this.#exchange.refused(control) : undefined;
    if (holds && this.#session.self && this.#session.participants.media(this.session.sessionId, holds)) this.#onParticipants();
  }

  #onClosed(reason: string, problem?: Problem): void {
    const end = problem ?? new Problem('closed', `The room is closed: ${reason}`);
    this.#unsubscribe();
    this.#quality.stop();
    this.#conversation.stop();
    this.files.close();
    this.#exchange.close();
    if (reason === 'left') {
      for (const entry of this.#session.outbox.clear()) this.#onRefused(new Problem('closed', 'The room was left'), entry);
      this.store.forget();
    }
    this.#sending.close(problemOf(end));
    this.#joining.reject(end);
  }
}
