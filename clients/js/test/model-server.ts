import type { WireParticipant, WireRaisedHand, WireRoomSettings } from '../src/protocol.js';
import { classOf } from '../src/wire.js';

export const SETTINGS: WireRoomSettings = {
  lock_room: false,
  enable_waiting_room: false,
  mute_on_entry: false,
  disable_video_on_entry: false,
  enable_chat: true,
  enable_screen_share: true,
  enable_reactions: true,
  enable_file_sharing: true,
  enable_recording: true,
  require_host_to_start: false,
  allow_participants_rename: true,
  allow_participants_unmute: true,
  max_participants: null,
};

interface Wire {
  type: string;
  id?: string;
  payload: Record<string, unknown>;
  seq?: number;
  epoch?: string;
  sender_session_id?: string;
}

/** The server's end of one WebSocket. */
export interface Line {
  send(text: string): void;
  close(code: number, reason: string): void;
}

interface ModelSession {
  id: string;
  userId: string;
  clientId: string;
  token: string;
  oldToken: string | undefined;
  generation: number;
  cursor: number;
  line: Line | undefined;
}

/** A room as docs/protocol.md describes it, in one process and without rights: what a client can be tested against. */
export class ModelServer {
  epoch = 'e1';
  log: Wire[] = [];
  /** Messages up to here are no longer kept. */
  trimmed = 0;
  sessions: ModelSession[] = [];
  /** As clients counted their joins. */
  attempts: number[] = [];
  received: Wire[] = [];
  /** What a new session's entry says beside the usual. */
  entry: Partial<WireParticipant> = {};
  permissions: object = {};
  refuse: (message: Wire) => Record<string, unknown> | undefined = () => undefined;
  ticketStatus = 201;
  ticketRefusal: object = { code: 'refused' };
  ticketHeaders: Record<string, string> = {};
  /** Whether whoever joins is given a ticket for his return. */
  returnTickets = false;
  /** As they were shown. */
  shown: string[] = [];
  readonly #unused = new Set<string>();
  #tickets = 0;
  tokens: string[] = [];
  asked: string[] = [];
  tokenExpiresAt = '2026-11-21T10:00:00.000Z';
  answersPings = true;
  /** Why whoever comes has to wait; until `admit`. */
  door: string | undefined;
  #waiting: (() => void)[] = [];
  now: () => number = () => Date.parse('2026-11-21T09:00:00.000Z');
  participants = new Map<string, WireParticipant>();
  hands: WireRaisedHand[] = [];
  #accepted = new Map<string, number>();
  #names = 0;

  get sequence(): number {
    return this.log.length;
  }

  /** What REST answers. */
  rest(method: string, path: string, authorization: string): { status: number; headers: Record<string, string>; body: object } {
    if (path.endsWith('/file-transfers')) return { status: 200, headers: {}, body: { transfers: [], count: 0 } };
    this.tokens.push(authorization.replace('Bearer ', ''));
    this.asked.push(`${method} ${path}`);
    if (path.endsWith('/tickets')) {
      const refused = this.ticketStatus !== 201;
      return { status: this.ticketStatus, headers: this.ticketHeaders, body: refused ? this.ticketRefusal : { ticket: this.#ticket('t') } };
    }
    if (path.endsWith('/config')) return { status: 200, headers: {}, body: { ice_servers: [] } };
    if (path.includes('/messages')) {
      const messages = this.log.filter((m) => m.type === 'chat-message').map((m) => ({ ...m.payload, epoch: m.epoch, sequence: m.seq }));
      return { status: 200, headers: {}, body: { room_id: 'standup', messages } };
    }
    if (path.endsWith('/mute-all')) return { status: 200, headers: {}, body: { success: true, muted: 2 } };
    if (method === 'POST') return { status: 200, headers: {}, body: { quality: 'good', metrics: {}, recommendations: [] } };
    return { status: 404, headers: {}, body: { code: 'room_not_found' } };
  }

  #ticket(kind: string): string {
    const ticket = `${kind}${++this.#tickets}`;
    this.#unused.add(ticket);
    return ticket;
  }

  /** Takes a ticket, once. */
  redeem(ticket: string): boolean {
    this.shown.push(ticket);
    return this.#unused.delete(ticket);
  }

  /** No ticket counts any more. */
  forgetTickets(): void {
    this.#unused.clear();
  }

  /** A socket opens; answers what is to be called for each of its frames, and when it is gone. */
  accept(line: Line): { frame(text: string): void; gone(): void } {
    let session: ModelSession | undefined;
    return {
      frame: (text) => {
        const read = JSON.parse(text) as Wire | Wire[];
        for (const message of Array.isArray(read) ? read : [read]) {
          this.received.push(message);
          if (message.type === 'join' && this.door !== undefined) {
            line.send(JSON.stringify({ type: 'join-pending', payload: { reason: this.door, position: 1 } }));
            this.#waiting.push(() => (session = this.#join(line, message.payload)));
          } else if (message.type === 'join') session = this.#join(line, message.payload);
          else if (session && session.line === line) this.#hear(session, message);
        }
      },
      gone: () => {
        if (session && session.line === line) this.#suspend(session);
      },
    };
  }

  /** Whoever waits comes in. */
  admit(): void {
    this.door = undefined;
    for (const enter of this.#waiting.splice(0)) enter();
  }

  /** Somebody else says something. */
  say(content: string, userId = 'u-bob', sessionId = 's_bob'): number {
    return this.append('chat-message', chat(`m${this.sequence + 1}`, userId, content), sessionId);
  }

  append(type: string, payload: Record<string, unknown>, senderSession?: string): number {
    const message: Wire = { type, payload, seq: this.sequence + 1, epoch: this.epoch };
    if (senderSession !== undefined) message.sender_session_id = senderSession;
    this.log.push(message);
    for (const session of this.sessions) if (session.line && isFor(message, session)) this.tell(session, message);
    return message.seq!;
  }

  tell(session: ModelSession, ...messages: Wire[]): void {
    session.line?.send(JSON.stringify(messages.length === 1 ? messages[0] : messages));
  }

  /** The log is lost. */
  loseLog(): void {
    this.epoch = `e${++this.#names + 1}`;
    this.log = [];
    this.trimmed = 0;
  }

  endSession(session: ModelSession): void {
    this.sessions = this.sessions.filter((other) => other !== session);
    this.participants.delete(session.id);
  }

  snapshot(): Record<string, unknown> {
    const participants = [...this.participants.values()].map((entry) => ({ ...entry }));
    return { room_id: 'standup', epoch: this.epoch, sequence: this.sequence, participant_count: participants.length, participants, settings: SETTINGS, hands: this.hands, breakout_rooms: [] };
  }

  #join(line: Line, join: Record<string, unknown>): ModelSession | undefined {
    this.attempts.push(Number(join['attempt']));
    const token = join['resume_token'];
    const byToken = this.sessions.find((s) => token !== undefined && (s.token === token || s.oldToken === token));
    if (token !== undefined && !byToken && String(token).startsWith('stale')) {
      line.send(JSON.stringify({ type: 'error', payload: { code: 'resume_token_stale', message: 'replaced' } }));
      line.close(4409, 'resume_token_stale');
      return undefined;
    }
    const found = byToken ?? this.sessions.find((s) => !s.line && s.clientId === join['client_id']);
    found?.line?.close(4001, 'superseded');
    const session = found ?? this.#newSession(String(join['client_id']));
    session.oldToken = session.token;
    session.token = `token-${++this.#names}`;
    session.generation += 1;
    session.line = line;
    const entry = this.participants.get(session.id)!;
    if (join['audio_enabled'] === false && found) entry.audio_enabled = false;
    if (join['video_enabled'] === false && found) entry.video_enabled = false;
    const last = Number(join['last_sequence'] ?? session.cursor);
    this.tell(session, { type: 'joined', payload: this.#joined(session, found !== undefined, last) });
    if (!found) this.tell(session, { type: 'room-state', payload: this.snapshot() });
    if (!found && join['last_sequence'] !== undefined) {
      const nothing = { disconnect_duration: 0, missed_message_count: 0, epoch: this.epoch, from_sequence: this.sequence, to_sequence: this.sequence };
      this.tell(session, { type: 'reconnection-detected', payload: { ...nothing, truncated: true, reason: 'expired', snapshot: this.snapshot() } });
    }
    if (found) this.#replay(session, (join['epoch'] as string | undefined) ?? this.epoch, last);
    return session;
  }

  #newSession(clientId: string): ModelSession {
    const id = `s_ada${++this.#names}`;
    const session: ModelSession = {
      id, userId: 'u-ada', clientId, token: '', oldToken: undefined, generation: 0, cursor: this.sequence, line: undefined,
    };
    this.sessions.push(session);
    this.participants.set(id, { ...participant(id, 'u-ada', 'Ada'), ...this.entry });
    return session;
  }

  #joined(session: ModelSession, resumed: boolean, last: number): Record<string, unknown> {
    return {
      session_id: session.id, user_id: session.userId, username: 'Ada', role: 'host', permissions: this.permissions,
      ...switchesOf(this.participants.get(session.id)!),
      resume_token: session.token, generation: session.generation, resumed, epoch: this.epoch,
      sequence: resumed ? Math.max(0, Math.min(last, this.sequence)) : this.sequence,
      heartbeat: { interval_ms: 1000, background_interval_ms: 10000, dead_after_ms: 1700, background_dead_after_ms: 15000 },
      grace_ms: 300000, token_expires_at: this.tokenExpiresAt, ...this.#forReturn(),
    };
  }

  #forReturn(): object {
    return this.returnTickets ? { return_ticket: this.#ticket('r') } : {};
  }

  #replay(session: ModelSession, epoch: string, last: number): void {
    const told = { disconnect_duration: 1.5, epoch: this.epoch, to_sequence: this.sequence };
    if (epoch !== this.epoch || last < 0 || last > this.sequence) {
      const reason = epoch !== this.epoch ? 'epoch-changed' : 'unknown-position';
      const payload = { ...told, from_sequence: last, missed_message_count: 0, truncated: true, reason, snapshot: this.snapshot() };
      this.tell(session, { type: 'reconnection-detected', payload });
      return;
    }
    const missed = this.log.filter((m) => m.seq! > Math.max(last, this.trimmed) && isFor(m, session));
    const hole = this.trimmed > last
      ? { truncated: true, reason: 'trimmed', missing: { from_sequence: last + 1, to_sequence: this.trimmed }, snapshot: this.snapshot() }
      : { truncated: false };
    const payload = { ...told, from_sequence: last, missed_message_count: missed.length, ...hole };
    this.tell(session, { type: 'reconnection-detected', payload }, ...missed);
  }

  #hear(session: ModelSession, message: Wire): void {
    if (message.type === 'ack') {
      session.cursor = Number(message.payload['sequence']);
      session.oldToken = undefined;
    } else if (message.type === 'ping') {
      const payload = { id: message.id, sequence: this.sequence, epoch: this.epoch, server_time: this.#time(0) };
      if (this.answersPings) this.tell(session, { type: 'pong', payload });
    } else if (message.type === 'refresh') {
      this.tell(session, { type: 'refreshed', payload: { token_expires_at: this.#time(3_600_000), ...this.#forReturn() } });
    } else if (message.type === 'leave') {
      const { line } = session;
      this.endSession(session);
      line?.close(1000, 'left');
    } else {
      this.#take(session, message);
    }
  }

  #take(session: ModelSession, message: Wire): void {
    const refusal = this.refuse(message);
    if (refusal) {
      this.tell(session, { type: 'error', payload: { message: 'refused', ...refusal, id: message.id } });
      return;
    }
    if (classOf(message.type) === 'ephemeral') return;
    const key = `${session.clientId} ${message.id}`;
    const known = this.#accepted.get(key);
    const sequence = known ?? this.append(message.type, this.#stored(session, message), session.id);
    this.#accepted.set(key, sequence);
    if (message.type === 'media-control' && message.payload['target_user_id'] === undefined) this.#switch(session, message.payload);
    this.tell(session, { type: 'ack', payload: { id: message.id, sequence, epoch: this.epoch, duplicate: known !== undefined, ...spokenOf(this.log[sequence - 1]) } });
  }

  #switch(session: ModelSession, control: Record<string, unknown>): void {
    const fields = { audio: 'audio_enabled', video: 'video_enabled', 'screen-share': 'screen_sharing' } as const;
    const field = fields[control['media_type'] as keyof typeof fields];
    this.participants.get(session.id)![field] = control['action'] === 'unmute' || control['action'] === 'video_on';
  }

  #stored(session: ModelSession, message: Wire): Record<string, unknown> {
    if (message.type !== 'chat-message') return { ...message.payload, session_id: session.id, user_id: session.userId };
    return chat(`m${this.sequence + 1}`, session.userId, String(message.payload['content']));
  }

  #time(later: number): string {
    return new Date(this.now() + later).toISOString();
  }

  #suspend(session: ModelSession): void {
    session.line = undefined;
  }
}

function switchesOf({ audio_enabled, video_enabled, screen_sharing }: WireParticipant): object {
  return { audio_enabled, video_enabled, screen_sharing };
}

function spokenOf(stored: Wire | undefined): object {
  return stored?.type === 'chat-message' ? { message_id: stored.payload['message_id'] } : {};
}

function isFor(message: Wire, session: ModelSession): boolean {
  const target = message.payload['target_session_id'];
  if (target !== undefined) return target === session.id;
  return message.sender_session_id !== session.id;
}

function chat(id: string, userId: string, content: string): Record<string, unknown> {
  return { message_id: id, user_id: userId, username: userId, content, message_type: 'text', timestamp: '2026-11-21T09:00:00.000Z' };
}

export function participant(sessionId: string, userId: string, username: string): WireParticipant {
  return {
    session_id: sessionId, user_id: userId, username, role: 'participant', joined_at: '2026-11-21T09:00:00.000Z',
    audio_enabled: true, video_enabled: true, screen_sharing: false, hand_raised: false, is_speaking: false,
    connection_state: 'active', connection_quality: 'unknown',
  };
}
