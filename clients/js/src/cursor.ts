/** A place in a room's log. */
export interface Position {
  epoch: string;
  sequence: number;
}

export type Verdict = 'new' | 'seen' | 'foreign-epoch';

/**
 * Up to where this client has received and applied. It only moves forward within an epoch; a jump is made only when the
 * server has said what is missing.
 */
export class Cursor {
  #at: Position | undefined;

  constructor(at?: Position) {
    this.#at = at;
  }

  get position(): Position | undefined {
    return this.#at;
  }

  /** Whether a message at that place is to be applied. */
  judge(epoch: string, sequence: number): Verdict {
    if (!this.#at || this.#at.epoch !== epoch) return 'foreign-epoch';
    return sequence > this.#at.sequence ? 'new' : 'seen';
  }

  /** Moves forward; answers whether it moved. Another epoch never moves it. */
  advance(epoch: string, sequence: number): boolean {
    if (this.judge(epoch, sequence) !== 'new') return false;
    this.#at = { epoch, sequence };
    return true;
  }

  /** Starts from a place that the server has vouched for. */
  jump(to: Position): void {
    this.#at = { epoch: to.epoch, sequence: to.sequence };
  }
}
