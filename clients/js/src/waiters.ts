import type { Problem } from './problem.js';
import type { Ack } from './types.js';

/** The promises of sent messages, by message id. */
export class Waiters {
  #waiting = new Map<string, { resolve(ack: Ack): void; reject(problem: Problem): void }>();

  wait(id: string): Promise<Ack> {
    return new Promise<Ack>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  resolve(ack: Ack): void {
    this.#take(ack.id)?.resolve(ack);
  }

  /** Answers whether somebody waited. */
  reject(id: string, problem: Problem): boolean {
    const waiter = this.#take(id);
    waiter?.reject(problem);
    return waiter !== undefined;
  }

  rejectAll(problem: Problem): void {
    for (const id of [...this.#waiting.keys()]) this.reject(id, problem);
  }

  #take(id: string): { resolve(ack: Ack): void; reject(problem: Problem): void } | undefined {
    const waiter = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiter;
  }
}

/** A promise that is settled from outside; nobody is bothered by its rejection. */
export function deferred(): { resolve(): void; reject(problem: Problem): void; promise: Promise<void> } {
  let resolve!: () => void;
  let reject!: (problem: Problem) => void;
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  promise.catch(() => undefined);
  return { resolve, reject, promise };
}
