import type { Clock, Timer } from './ports.js';
import type { TypingUser } from './types.js';
import type { RoomEnvelope } from './wire.js';

/** How often we repeat that somebody writes here. */
const REPEAT_MS = 3_000;
/** How long we believe that somebody writes elsewhere. */
const BELIEVE_MS = 6_000;

export interface TypingPorts {
  clock: Clock;
  /** Tells that we write, or have stopped; `to` is a user, or nobody for the room. */
  tell(isTyping: boolean, to: string | undefined): void;
  changed(users: TypingUser[]): void;
}

/** Who writes: tells it of us no more often than is useful, and forgets it of others when nothing more comes. */
export class Typing {
  #told = new Map<string | undefined, number>();
  #others = new Map<string, { user: TypingUser; timer: Timer }>();

  constructor(readonly ports: TypingPorts) {}

  /** A key was pressed. */
  began(to: string | undefined): void {
    const now = this.ports.clock.now();
    if (now - (this.#told.get(to) ?? -Infinity) < REPEAT_MS) return;
    this.#told.set(to, now);
    this.ports.tell(true, to);
  }

  /** The text was emptied or given up. */
  ended(to: string | undefined): void {
    if (this.#told.delete(to)) this.ports.tell(false, to);
  }

  /** What was written has been sent: that says it by itself. */
  sent(to: string | undefined): void {
    this.#told.delete(to);
  }

  heard(envelope: RoomEnvelope & { type: 'typing-indicator' }): void {
    const { user_id, session_id, username, is_typing, target_user_id } = envelope.payload;
    const user: TypingUser = { userId: user_id, username, toUs: target_user_id !== undefined };
    this.#forget(session_id);
    if (is_typing) {
      const timer = this.ports.clock.setTimeout(() => this.#forget(session_id), BELIEVE_MS);
      this.#others.set(session_id, { user, timer });
      this.#tell();
    }
  }

  /** Whoever has said something has stopped writing it. */
  spoke(sessionId: string | undefined): void {
    if (sessionId !== undefined) this.#forget(sessionId);
  }

  stop(): void {
    for (const { timer } of this.#others.values()) this.ports.clock.clearTimeout(timer);
    this.#others.clear();
  }

  #forget(sessionId: string): void {
    const entry = this.#others.get(sessionId);
    if (!entry) return;
    this.ports.clock.clearTimeout(entry.timer);
    this.#others.delete(sessionId);
    this.#tell();
  }

  #tell(): void {
    const users = new Map([...this.#others.values()].map(({ user }) => [`${user.userId} ${user.toUs}`, user]));
    this.ports.changed([...users.values()]);
  }
}
