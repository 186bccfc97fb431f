import type { OutboxEntry } from './outbox.js';
import { Problem } from './problem.js';
import type { Session } from './session.js';
import type { Ack } from './types.js';
import { Waiters } from './waiters.js';
import { classOf, type PayloadOf, type ServerAck } from './wire.js';

/** How each class of message goes out, and what becomes of it. */
export class Sending {
  readonly #waiters = new Waiters();

  /** `kept` hears of each message that waits in the outbox. */
  constructor(
    readonly session: Session,
    readonly uniqueName: () => string,
    readonly kept: (entry: OutboxEntry) => void,
  ) {}

  /** Durable and signaling messages end with the server's answer; who does not listen to it is not bothered by a rejection. */
  send<T extends string>(type: T, payload: PayloadOf<T>): Promise<Ack> {
    const sent = this.#send(type, payload);
    sent.catch(() => undefined);
    return sent;
  }

  /** Puts a durable message into the outbox. */
  put<T extends string>(type: T, payload: PayloadOf<T>): OutboxEntry {
    this.#assertOpen();
    const entry = this.session.outbox.add(type, payload);
    this.kept(entry);
    return entry;
  }

  /** Says in passing what is worth nothing later. */
  mention<T extends string>(type: T, payload: PayloadOf<T>): void {
    if (this.session.link.isReady) this.#pass(type, payload);
  }

  accepted({ id, sequence, epoch, duplicate }: ServerAck): void {
    this.#waiters.resolve({ id, sequence, epoch, duplicate });
  }

  /** Answers whether somebody waited for the answer. */
  refused(id: string, problem: Problem): boolean {
    return this.#waiters.reject(id, problem);
  }

  close(problem: Problem): void {
    this.#waiters.rejectAll(problem);
  }

  async #send<T extends string>(type: T, payload: PayloadOf<T>): Promise<Ack> {
    const messageClass = classOf(type);
    if (messageClass === 'durable') return this.#waiters.wait(this.put(type, payload).id);
    this.#assertOpen();
    if (messageClass === 'control') throw new Problem('validation_error', `${type} is said by the SDK itself`);
    if (messageClass === 'signaling') {
      const to = (payload as { target_session_id?: string }).target_session_id ?? '';
      return this.#waiters.wait(this.session.signal(type, payload, to));
    }
    if (!this.session.link.isReady) throw new Problem('not_connected', 'The room is not connected');
    return { id: this.#pass(type, payload), duplicate: false };
  }

  #pass(type: string, payload: object): string {
    const id = this.uniqueName();
    this.session.link.send([{ type, id, payload }]);
    return id;
  }

  #assertOpen(): void {
    if (this.session.link.status.name === 'closed') throw new Problem('closed', 'The room is closed');
  }
}
