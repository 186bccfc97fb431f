import { Acker } from './acker.js';
import { Agreement } from './agreement.js';
import { Cursor, type Position } from './cursor.js';
import { Link } from './link.js';
import { Outbox, type OutboxEntry } from './outbox.js';
import { Participants, switched, type Switches } from './participants.js';
import type { Platform, Timer } from './ports.js';
import { Problem, problemOf } from './problem.js';
import { RETRYABLE_CODES } from './protocol.js';
import { recoveredFrom, recoveredInNewSession, startOf } from './recovery.js';
import type { Rest } from './rest.js';
import type { SessionStore } from './session-store.js';
import { Signals } from './signals.js';
import { TokenKeeper } from './token-keeper.js';
import type { AccessToken, ConnectionStatus, OwnSession, Permissions, Recovered } from './types.js';
import type { Joined, MediaControl, ReconnectionDetected, RoomEnvelope, RoomState, ServerAck, ServerEnvelope, WireError } from './wire.js';

export interface SessionEvents {
  status(status: ConnectionStatus): void;
  /** Connected and complete; `anew` when this is another session than before. */
  ready(anew: boolean): void;
  recovered(recovered: Recovered): void;
  /** A message, once; `position` is absent for ephemeral ones. */
  message(envelope: RoomEnvelope): void;
  /** The room's participants may have changed. */
  participants(): void;
  /** What the room has agreed on may have changed. */
  agreed(): void;
  accepted(ack: ServerAck, entry: OutboxEntry | undefined): void;
  refused(problem: Problem, entry: OutboxEntry | undefined): void;
  problem(problem: Problem): void;
  closed(reason: string, problem?: Problem): void;
}

/**
 * One presence in a room over all its connections: applies what the server says exactly once and in order, keeps what
 * the client says until it is accepted. Knows nothing of media.
 */
export class Session {
  readonly participants = new Participants();
  readonly agreement: Agreement;
  readonly outbox: Outbox;
  readonly signals: Signals;
  readonly link: Link;
  readonly #cursor: Cursor;
  readonly #acker: Acker;
  readonly #tokens: TokenKeeper;
  readonly #seed: string;
  #joined: Joined | undefined;
  #anew = false;
  /** Whose changes of participants are in the snapshot already, even if they are still to be replayed. */
  #snapshot: Position | undefined;
  #lostAt: number | undefined;
  #dirty = false;
  #asked = false;
  #roomChanged = false;
  #agreed = false;
  #repeatTimer: Timer;

  constructor(
    readonly platform: Platform,
    readonly store: SessionStore,
    readonly rest: Rest,
    accessToken: AccessToken,
    readonly media: () => { audio_enabled: boolean; video_enabled: boolean },
    readonly events: SessionEvents,
  ) {
    this.#seed = platform.uniqueName().slice(0, 12);
    this.#cursor = new Cursor(store.record.participants && store.record.agreement ? store.record.position : undefined);
    this.participants.replace(store.record.participants ?? []);
    this.agreement = new Agreement(store.record.agreement);
    this.signals = new Signals(platform.clock, this.#seed);
    this.outbox = new Outbox(
      {
        clock: platform.clock,
        save: (entries) => store.saveOutbox(entries),
        send: (envelopes) => this.link.send(envelopes),
      },
      this.#seed,
      store.kept,
    );
    this.#acker = new Acker(platform.clock, () => this.#ack());
    this.#tokens = new TokenKeeper(platform.clock, accessToken, {
      refresh: (token) => this.link.send([{ type: 'refresh', payload: { token } }]),
      failed: (thrown) => events.problem(problemOf(thrown, 'token_unavailable')),
    });
    this.link = new Link(platform, rest, {
      join: () => this.#join(),
      joined: (joined) => this.#onJoined(joined),
      frame: (envelopes) => this.#onFrame(envelopes),
      lost: () => this.#onLost(),
      stale: () => this.#onStale(),
      status: (status) => events.status(status),
      closed: (reason, problem) => this.#onClosed(reason, problem),
    });
    store.whenRefused((thrown) => events.problem(problemOf(thrown, 'storage_unavailable')));
  }

  /** Who we are here, as far as the server has said. */
  get self(): OwnSession | undefined {
    if (!this.#joined) return undefined;
    const { session_id: sessionId, user_id: userId, username, role } = this.#joined;
    return { sessionId, userId, username, role: this.participants.get(sessionId)?.role ?? role };
  }

  /** What we may do, as the server said when we joined last. */
  get permissions(): Permissions | undefined {
    return this.#joined?.permissions;
  }

  /** What of ours is on as the room had it when we joined last, and as it will have it once it has what waits. */
  get switches(): Switches {
    const { audio_enabled, video_enabled, screen_sharing } = this.#joined!;
    const switches = { audio_enabled, video_enabled, screen_sharing };
    for (const { type, payload } of this.outbox.entries) {
      const control = payload as MediaControl;
      if (type === 'media-control' && control.target_user_id === undefined) switched(switches, control);
    }
    return switches;
  }

  get position(): Position | undefined {
    return this.#cursor.position;
  }

  /** Sends signaling to one session; it is repeated until it is accepted or worth nothing. */
  signal(type: string, payload: object, toSession: string): string {
    const envelope = this.signals.add(type, payload, toSession);
    if (this.link.isReady) this.link.send([envelope]);
    return envelope.id!;
  }

  #join(): object {
    const { clientId, resumeToken } = this.store.record;
    const at = this.#cursor.position;
    const begun = this.#asked || resumeToken !== undefined;
    this.#asked = true;
    const attempt = (this.store.record.attempt ?? 0) + 1;
    this.store.save({ attempt });
    return {
      client_id: clientId,
      attempt,
      ...(resumeToken === undefined ? {} : { resume_token: resumeToken }),
      // A session may have begun without our hearing of it: then only a snapshot helps, and a number below zero asks for it.
      ...(at ? { epoch: at.epoch, last_sequence: at.sequence } : begun ? { last_sequence: -1 } : {}),
      ...this.media(),
      background: this.platform.page.hidden(),
    };
  }

  #onJoined(joined: Joined): void {
    this.#anew = this.#joined === undefined ? !joined.resumed : this.#joined.session_id !== joined.session_id;
    this.#joined = joined;
    this.store.save({ resumeToken: joined.resume_token });
    const at = this.#cursor.position;
    const own = joined.resumed && at?.epoch === joined.epoch ? at : { epoch: joined.epoch, sequence: joined.sequence };
    this.link.send([{ type: 'ack', payload: { sequence: own.sequence, epoch: own.epoch } }]);
    this.#tokens.granted(joined.token_expires_at);
  }

  #onFrame(envelopes: ServerEnvelope[]): void {
    for (const envelope of envelopes) {
      if (!this.#joined || this.link.status.name === 'closed') break;
      if (!this.#apply(envelope)) break;
    }
    this.#settle();
  }

  /** Answers false when nothing more of this connection may be applied. */
  #apply(envelope: ServerEnvelope): boolean {
    switch (envelope.type) {
      case 'room-state':
        this.#onRoomState(envelope.payload);
        return true;
      case 'reconnection-detected':
        this.#onReconnection(envelope.payload);
        return true;
      case 'ack':
        this.#onAck(envelope.payload);
        return true;
      case 'error':
        this.#onError(envelope.payload);
        return true;
      case 'pong':
        this.link.pong(envelope.payload);
        this.#tokens.serverTime(envelope.payload.server_time);
        if (this.#cursor.advance(envelope.payload.epoch, envelope.payload.sequence)) this.#acker.moved();
        return true;
      case 'ping':
        this.#ack(); // any frame answers it
        return true;
      case 'refreshed':
        this.#tokens.granted(envelope.payload.token_expires_at);
        this.link.proven(envelope.payload);
        return true;
      case 'joined':
      case 'join-pending':
        return true;
      default:
        return this.#onMessage(envelope);
    }
  }

  #onMessage(envelope: RoomEnvelope): boolean {
    const { seq, epoch } = envelope;
    if (seq !== undefined && epoch !== undefined) {
      const verdict = this.#cursor.judge(epoch, seq);
      if (verdict === 'seen') return true;
      if (verdict === 'foreign-epoch') {
        this.link.fail(new Problem('epoch_changed', 'The log of the room began anew'));
        return false;
      }
    }
    const snapshot = this.#snapshot;
    const pictured = seq !== undefined && snapshot !== undefined && epoch === snapshot.epoch && seq <= snapshot.sequence;
    if (!pictured && this.participants.apply(envelope)) this.#roomChanged = true;
    if (!pictured && this.agreement.apply(envelope)) this.#agreed = true;
    this.events.message(envelope);
    if (seq !== undefined && epoch !== undefined && this.#cursor.advance(epoch, seq)) {
      this.#dirty = true;
      this.#acker.moved();
    }
    return true;
  }

  #onRoomState(state: RoomState): void {
    const before = this.#cursor.position;
    this.#replaceRoom(state);
    if (this.link.isReady && before?.epoch === state.epoch) return;
    this.#jump(state);
    const recovered = before ? recoveredInNewSession(before, state, this.#awayMs()) : undefined;
    this.#settleReady();
    if (recovered) this.events.recovered(recovered);
  }

  #onReconnection(told: ReconnectionDetected): void {
    const before = this.#cursor.position;
    // A new session that brought a position is told that nothing of it follows: we have said so with its snapshot.
    if (!this.#joined?.resumed && before?.epoch === told.epoch && told.truncated && !told.missing) return;
    if (told.snapshot) this.#replaceRoom(told.snapshot);
    const recovered = recoveredFrom(told, before);
    const start = startOf(told, before);
    if (start) this.#jump(start);
    this.#settleReady();
    if (before) this.events.recovered(recovered);
  }

  #onAck(ack: ServerAck): void {
    if (this.signals.settled(ack.id)) this.events.accepted(ack, undefined);
    else this.events.accepted(ack, this.outbox.accepted(ack.id));
  }

  #onError(error: WireError): void {
    const retryAfterMs = error.retry_after === undefined ? undefined : error.retry_after * 1_000;
    const problem = new Problem(error.code, error.message, { retryAfterMs, id: error.id });
    const mayRetry = retryAfterMs !== undefined || RETRYABLE_CODES.has(error.code);
    if (error.id === undefined) {
      this.events.problem(problem);
    } else if (this.signals.has(error.id)) {
      if (mayRetry) this.#repeatTimer ??= this.platform.clock.setTimeout(() => this.#repeatSignals(), retryAfterMs ?? 1_000);
      else if (this.signals.settled(error.id)) this.events.refused(problem, undefined);
    } else if (mayRetry) {
      this.outbox.postponed(error.id, retryAfterMs);
      this.events.problem(problem);
    } else {
      this.events.refused(problem, this.outbox.refused(error.id));
    }
  }

  #onLost(): void {
    if (this.#joined && this.#lostAt === undefined) this.#lostAt = this.platform.clock.now();
    this.#quiet();
  }

  #onStale(): void {
    // Another tab may have sent these already under the old identity: sending them under a new one could double them.
    const doubtful = this.outbox.clear();
    this.store.renew(this.platform.uniqueName());
    const problem = new Problem('resume_token_stale', 'Another tab took this session over');
    for (const entry of doubtful) this.events.refused(problem, entry);
  }

  #onClosed(reason: string, problem?: Problem): void {
    this.#quiet();
    this.store.release();
    this.events.closed(reason, problem);
  }

  #quiet(): void {
    this.#tokens.stop();
    this.#acker.stop();
    this.outbox.close();
  }

  #settleReady(): void {
    if (this.link.isReady) return;
    this.#lostAt = undefined;
    this.#dirty = true;
    if (this.#anew) this.signals.forget();
    this.link.ready();
    this.#repeatSignals();
    this.outbox.open();
    this.events.ready(this.#anew);
  }

  #repeatSignals(): void {
    this.#repeatTimer = undefined;
    if (this.link.isReady) this.link.send(this.signals.unsettled());
  }

  #replaceRoom(state: RoomState): void {
    this.participants.replace(state.participants);
    this.agreement.replace(state);
    this.#agreed = true;
    this.#snapshot = { epoch: state.epoch, sequence: state.sequence };
    this.#roomChanged = true;
  }

  #jump(to: Position): void {
    this.#cursor.jump(to);
    this.#dirty = true;
    this.#acker.moved();
  }

  /** At the end of each frame: what was applied is written down before it is acknowledged, then the room is told. */
  #settle(): void {
    const [changed, agreed] = [this.#roomChanged, this.#agreed];
    if (this.#dirty || changed || agreed) this.#write();
    this.#dirty = this.#roomChanged = this.#agreed = false;
    if (agreed) this.events.agreed();
    if (changed) this.events.participants();
  }

  #write(): void {
    const position = this.#cursor.position;
    if (position) this.store.save({ position, participants: this.participants.wire, agreement: this.agreement.record });
  }

  #ack(): void {
    const at = this.#cursor.position;
    if (!at || !this.link.isReady) return;
    this.#write();
    this.link.send([{ type: 'ack', payload: { sequence: at.sequence, epoch: at.epoch } }]);
  }

  #awayMs(): number {
    return this.#lostAt === undefined ? 0 : this.platform.clock.now() - this.#lostAt;
  }
}
