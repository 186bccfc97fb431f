import { Backoff } from './backoff.js';
import { nextAfter } from './close-codes.js';
import { Connection, type ConnectionEnd, STEP_LIMIT_MS } from './connection.js';
import { pack } from './frames.js';
import { Heartbeat } from './heartbeat.js';
import type { Platform, Timer } from './ports.js';
import { Problem } from './problem.js';
import type { ClientEnvelope, Joined, Pong, ServerEnvelope } from './wire.js';
import type { Rest } from './rest.js';
import { ReturnTicket } from './return-ticket.js';
import type { ConnectionStatus } from './types.js';

/** A connection that lasted this long was a good one: the next loss is answered at once again. */
const STABLE_MS = 1_000;
/** No close frame came: the line broke, which says nothing against the server. */
const LINE_BROKE = 1006;
/** A try that failed sooner, without any answer, reached nobody. */
const REFUSED_MS = 250;
/**
 * How long the first try of a return waits for its ticket, or with one for its socket; each further one twice as long. It may
 * have gone out on a kept HTTP connection that died with the line: a new try takes a new one.
 */
const FIRST_STEP_MS = 1_000;
/** A try younger than this is not given up for a network change. */
const YOUNG_MS = 1_000;

export interface LinkEvents {
  /** The payload of `join`, asked for at each try. */
  join(): object;
  joined(joined: Joined): void;
  frame(envelopes: ServerEnvelope[]): void;
  /** The line is lost; tries to return follow. */
  lost(): void;
  /** The resume token is not ours any more: the next join is one of a stranger. */
  stale(): void;
  status(status: ConnectionStatus): void;
  /** It is over for good. */
  closed(reason: string, problem?: Problem): void;
}

/** Keeps one room connected: tries, watches, tries again, until it is told to stop. */
export class Link {
  readonly #backoff: Backoff;
  readonly #ticket: ReturnTicket;
  #connection: Connection | undefined;
  #heartbeat: Heartbeat | undefined;
  #timer: Timer;
  #startedAt = 0;
  #joinedAt: number | undefined;
  #notBefore = 0;
  #freshToken = false;
  #everReady = false;
  #ready = false;
  #over = false;
  #ping: { id: string; at: number } | undefined;
  #pings = 0;
  #status: ConnectionStatus;
  /** Round trip of the last ping, in milliseconds. */
  rttMs: number | undefined;

  constructor(
    readonly platform: Platform,
    readonly rest: Rest,
    readonly events: LinkEvents,
  ) {
    this.#backoff = new Backoff(platform.random);
    this.#ticket = new ReturnTicket(platform.clock);
    this.#status = { name: 'connecting', since: this.#date() };
  }

  get status(): ConnectionStatus {
    return this.#status;
  }

  get isReady(): boolean {
    return this.#ready;
  }

  start(): void {
    this.events.status(this.#status);
    this.#try();
  }

  /** Continuity is settled: snapshot or recovery has been applied. */
  ready(): void {
    if (this.#ready) return;
    this.#ready = this.#everReady = true;
    this.#show({ name: 'connected', since: this.#date() });
  }

  send(envelopes: readonly ClientEnvelope[]): void {
    if (!this.#connection || this.#joinedAt === undefined || envelopes.length === 0) return;
    this.#heartbeat?.sent();
    this.#connection.send(pack(envelopes));
  }

  /** The network is another one, or came back: what waits goes at once, what stands is asked whether it does. */
  networkChanged(): void {
    if (this.#over) return;
    if (this.#heartbeat) {
      this.#heartbeat.probe();
      return;
    }
    const now = this.platform.clock.now();
    if (now < this.#notBefore) return;
    if (this.#connection && now - this.#startedAt < YOUNG_MS) return;
    this.#try();
  }

  visibilityChanged(): void {
    this.#heartbeat?.setBackground(this.platform.page.hidden());
    if (!this.platform.page.hidden() && !this.#heartbeat) this.networkChanged();
  }

  /** The server knows who we are until then, and says with what to come back. */
  proven({ token_expires_at: until, return_ticket: ticket }: Pick<Joined, 'token_expires_at' | 'return_ticket'>): void {
    this.#ticket.given(ticket, until);
  }

  pong(pong: Pong): void {
    if (pong.id === undefined || pong.id !== this.#ping?.id) return;
    this.rttMs = this.platform.clock.now() - this.#ping.at;
  }

  /** This connection cannot be trusted to be whole: take a new one. */
  fail(problem: Problem): void {
    this.#connection?.fail(problem);
  }

  /** Does not want to join any more: whoever waits at the door gives up his place. */
  giveUp(problem: Problem): void {
    this.#connection?.send(pack([{ type: 'leave', payload: {} }]));
    this.close(problem.code, problem);
  }

  /** Stops for good. */
  close(reason: string, problem?: Problem): void {
    if (this.#over) return;
    this.#over = true;
    this.#detach();
    this.platform.clock.clearTimeout(this.#timer);
    this.#show({ name: 'closed', since: this.#date(), reason });
    this.events.closed(reason, problem);
  }

  #try(): void {
    this.platform.clock.clearTimeout(this.#timer);
    this.#connection?.abandon();
    this.#startedAt = this.platform.clock.now();
    if (this.#everReady) this.#show({ ...this.#reconnecting(), attempt: Math.max(1, this.#backoff.tries) });
    const connection = new Connection(
      { clock: this.platform.clock, socket: this.platform.socket, rest: this.rest },
      () => this.events.join(),
      {
        opened: () => this.#ticket.used(),
        pending: ({ reason, position }) => this.#show({ ...this.#status, pending: { reason, position } }),
        joined: (joined) => this.#joined(joined),
        frame: (envelopes) => {
          this.#heartbeat?.heard();
          this.events.frame(envelopes);
        },
        ended: (end) => this.#ended(end),
      },
    );
    this.#connection = connection;
    void connection.open(this.#freshToken ? undefined : this.#ticket.next(), this.#freshToken, this.#firstLimitMs());
  }

  #firstLimitMs(): number {
    if (!this.#everReady) return STEP_LIMIT_MS;
    return Math.min(STEP_LIMIT_MS, FIRST_STEP_MS * 2 ** Math.max(0, this.#backoff.tries - 1));
  }

  #joined(joined: Joined): void {
    this.#joinedAt = this.platform.clock.now();
    this.#freshToken = false;
    this.proven(joined);
    this.#heartbeat = new Heartbeat(
      this.platform.clock,
      joined.heartbeat,
      {
        ping: (background) => {
          this.#ping = { id: `p${++this.#pings}`, at: this.platform.clock.now() };
          this.#connection?.send(pack([{ type: 'ping', id: this.#ping.id, payload: { background } }]));
        },
        dead: (silentMs) => this.fail(new Problem('silent', `nothing heard for ${Math.round(silentMs)} ms`)),
      },
      this.platform.page.hidden(),
    );
    this.events.joined(joined);
  }

  #ended(end: ConnectionEnd): void {
    const now = this.platform.clock.now();
    this.#judge(end, now);
    this.#detach();
    if (this.#over) return;
    const next = nextAfter(end, this.#everReady);
    if (next.then === 'stay-away') {
      this.close(next.reason, end.problem);
      return;
    }
    if (next.then === 'resume' && end.problem.status === 401 && !this.#everReady) {
      this.close(end.problem.code, end.problem);
      return;
    }
    if (next.then === 'join-anew') this.events.stale();
    const reason = next.then === 'resume' ? next.reason : 'resume_token_stale';
    const floor = next.then === 'resume' ? next.notBeforeMs : 0;
    this.#freshToken ||= next.then === 'resume' && next.freshToken;
    this.#notBefore = now + floor;
    this.events.lost();
    const refused = end.code === undefined && end.problem.code === 'network' && now - this.#startedAt < REFUSED_MS;
    this.#wait(this.#backoff.next(floor, refused), reason);
  }

  /** A line that breaks every second says nothing against the server: its returns need not wait for the longest delay. */
  #judge({ code }: ConnectionEnd, now: number): void {
    if (this.#joinedAt !== undefined && now - this.#joinedAt >= STABLE_MS) this.#backoff.reset();
    else if (this.#ready && (code === undefined || code === LINE_BROKE)) this.#backoff.ease();
  }

  #wait(delayMs: number, reason: string): void {
    if (this.#everReady) {
      const nextTryAt = new Date(this.platform.clock.now() + delayMs);
      this.#show({ ...this.#reconnecting(), reason, attempt: this.#backoff.tries, nextTryAt });
    }
    this.#timer = this.platform.clock.setTimeout(() => this.#try(), delayMs);
  }

  /** Since the loss, not since the last try. */
  #reconnecting(): ConnectionStatus {
    const { name, since, reason } = this.#status;
    if (name !== 'reconnecting') return { name: 'reconnecting', since: this.#date() };
    return { name, since, ...(reason === undefined ? {} : { reason }) };
  }

  #detach(): void {
    this.#heartbeat?.stop();
    this.#heartbeat = undefined;
    this.#connection?.abandon();
    this.#connection = undefined;
    this.#joinedAt = undefined;
    this.#ready = false;
  }

  #show(status: ConnectionStatus): void {
    this.#status = status;
    this.events.status(status);
  }

  #date(): Date {
    return new Date(this.platform.clock.now());
  }
}
