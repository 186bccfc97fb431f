import { unpack } from './frames.js';
import type { Clock, Socket, SocketFactory, Timer } from './ports.js';
import { Problem, problemOf } from './problem.js';
import type { Joined, JoinPending, ServerEnvelope } from './wire.js';
import type { Rest } from './rest.js';

/** How long a step to `joined` may take. */
export const STEP_LIMIT_MS = 5_000;
const CLIENT_GOES = 3_000;

/** Why a connection is no more. */
export interface ConnectionEnd {
  /** The WebSocket close code; absent when no socket was open. */
  code?: number;
  /** What the closing side gave as its reason. */
  reason?: string;
  /** What the server said last, or what went wrong. */
  problem: Problem;
}

export interface ConnectionEvents {
  /** The ticket has been taken. */
  opened(): void;
  /** The join has arrived and has to wait. */
  pending(pending: JoinPending): void;
  joined(joined: Joined): void;
  /** The envelopes of one frame, in order. */
  frame(envelopes: ServerEnvelope[]): void;
  /** Told once, and nothing after it. */
  ended(end: ConnectionEnd): void;
}

/** One WebSocket, from the ticket to the end; it never comes back. Each step to `joined` has its limit. */
export class Connection {
  #socket: Socket | undefined;
  #timer: Timer;
  #joined = false;
  #over = false;
  #said: Problem | undefined;

  constructor(
    readonly ports: { clock: Clock; socket: SocketFactory; rest: Rest },
    readonly join: () => object,
    readonly events: ConnectionEvents,
  ) {}

  /** With that ticket, or with one that it asks for; `firstLimitMs`: how long the first step may take. */
  async open(held: string | undefined, freshToken: boolean, firstLimitMs = STEP_LIMIT_MS): Promise<void> {
    try {
      if (held !== undefined) {
        this.#connect(held, firstLimitMs);
        return;
      }
      this.#limit('ticket', firstLimitMs);
      const ticket = await this.ports.rest.ticket(freshToken);
      if (!this.#over) this.#connect(ticket);
    } catch (thrown) {
      this.#end({ problem: problemOf(thrown) });
    }
  }

  send(frames: string[]): void {
    if (this.#over || !this.#socket) return;
    try {
      for (const frame of frames) this.#socket.send(frame);
    } catch (thrown) {
      this.fail(problemOf(thrown));
    }
  }

  /** Gives the line up without waiting for its end, which a dead line never tells. */
  fail(problem: Problem): void {
    this.#end({ problem });
  }

  /** Lets go silently: no event follows. */
  abandon(): void {
    this.#over = true;
    this.#release();
  }

  #connect(ticket: string, limitMs = STEP_LIMIT_MS): void {
    this.#limit('open', limitMs);
    const socket = this.ports.socket(this.ports.rest.socketUrl(ticket), ['holdline.v1']);
    this.#socket = socket;
    socket.onopen = () => {
      this.#limit('join');
      this.events.opened();
      this.send([JSON.stringify({ type: 'join', payload: this.join() })]);
    };
    socket.onmessage = (event) => this.#receive(event.data);
    socket.onclose = ({ code, reason }) =>
      this.#end({ code, reason, problem: this.#said ?? new Problem(`closed_${code}`, reason || `closed with ${code}`) });
    socket.onerror = () => undefined; // a close event follows
  }

  #receive(data: unknown): void {
    if (this.#over) return;
    let envelopes: ServerEnvelope[];
    try {
      envelopes = unpack(data);
    } catch (thrown) {
      // What it said is unknown: only a resume can prove that nothing was lost.
      this.fail(problemOf(thrown, 'bad_frame'));
      return;
    }
    if (!this.#joined) envelopes = this.#awaitJoined(envelopes);
    if (this.#joined && !this.#over) this.events.frame(envelopes);
  }

  #awaitJoined(envelopes: ServerEnvelope[]): ServerEnvelope[] {
    for (const [index, envelope] of envelopes.entries()) {
      if (envelope.type === 'error') {
        const { code, message, retry_after: seconds, details } = envelope.payload;
        this.#said = new Problem(code, message, { retryAfterMs: seconds === undefined ? undefined : seconds * 1_000, details });
      } else if (envelope.type === 'join-pending') {
        this.#limit('join');
        this.events.pending(envelope.payload);
      } else if (envelope.type === 'joined') {
        this.#joined = true;
        this.ports.clock.clearTimeout(this.#timer);
        this.events.joined(envelope.payload);
        return envelopes.slice(index + 1);
      }
    }
    return [];
  }

  #limit(step: string, limitMs = STEP_LIMIT_MS): void {
    this.ports.clock.clearTimeout(this.#timer);
    const late = new Problem('connection_timeout', `no answer to ${step}`);
    this.#timer = this.ports.clock.setTimeout(() => this.fail(late), limitMs);
  }

  #end(end: ConnectionEnd): void {
    if (this.#over) return;
    this.#over = true;
    this.#release();
    this.events.ended(end);
  }

  #release(): void {
    this.ports.clock.clearTimeout(this.#timer);
    const socket = this.#socket;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close(CLIENT_GOES);
  }
}
