import type { Clock, Timer } from '../ports.js';

const LOOK_MS = 500;
/** So many looks in a row at which nothing had come, though something should have: two seconds. */
const QUIET_LOOKS = 4;

export interface SilencePorts {
  clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
  /** Something should be coming from the other side. */
  expects(): boolean;
  /** Bytes that have come from there in any way; a slow line brings few, a dead one none. */
  received(): Promise<number>;
  /** It fell silent, or is heard again. */
  changed(): void;
}

/** Notices that nothing comes over a path any more, sooner than the browser says so. */
export class Silence {
  #timer: Timer;
  #watching = false;
  #over = false;
  #bytes = -1;
  #quiet = 0;

  constructor(readonly ports: SilencePorts) {}

  get isSilent(): boolean {
    return this.#quiet >= QUIET_LOOKS;
  }

  /** From now on something may be expected. */
  watch(): void {
    if (this.#watching || this.#over) return;
    this.#watching = true;
    this.#bytes = -1;
    this.#again();
  }

  /** Something came. */
  heard(): void {
    this.#note(0);
  }

  close(): void {
    this.#over = true;
    this.ports.clock.clearTimeout(this.#timer);
  }

  #again(): void {
    this.#timer = this.ports.clock.setTimeout(() => void this.#look(), LOOK_MS);
  }

  /** Looks are counted and not the time: a page that was held up has not listened either. */
  async #look(): Promise<void> {
    if (!this.isSilent && !this.ports.expects()) {
      this.#watching = false;
      this.#note(0);
      return;
    }
    const bytes = await this.ports.received().catch(() => this.#bytes);
    if (this.#over) return;
    this.#note(bytes > this.#bytes ? 0 : this.#quiet + 1);
    this.#bytes = bytes;
    this.#again();
  }

  #note(quiet: number): void {
    const before = this.isSilent;
    this.#quiet = quiet;
    if (this.isSilent !== before) this.ports.changed();
  }
}
