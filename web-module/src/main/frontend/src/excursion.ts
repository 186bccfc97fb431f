import type { BreakoutRoom } from '@holdline/client';
import type { Call, CallOptions } from './call.js';
import { stop } from './media/devices.js';
import type { Switches } from './outgoing.js';
import { problemInWords } from './state/problems.js';

export interface ExcursionPorts {
  enter(options: Omit<CallOptions, 'rooms' | 'accessToken'>): Promise<Call>;
  /** Shows the room in which one is now. */
  show(main: Call, inside: Call | undefined): void;
}

/**
 * A stay in a breakout room, while the stay in the main room goes on silently. One at a time: what is wanted last is what
 * comes about.
 */
export class Excursion {
  readonly #ports: ExcursionPorts;
  #wanted: BreakoutRoom | undefined;
  #inside: { readonly call: Call; readonly id: string } | undefined;
  /** What goes out in the breakout room, or did last. */
  #there: Switches = { audio: false, video: false };
  #moving: Promise<void> = Promise.resolve();

  constructor(ports: ExcursionPorts) {
    this.#ports = ports;
  }

  /** Goes where the main call says, or comes back. */
  follow(main: Call, destination: BreakoutRoom | undefined): void {
    if (destination?.id === this.#wanted?.id) {
      return;
    }
    this.#wanted = destination;
    this.#moving = this.#moving.then(() => this.#move(main));
  }

  /** The main call is over. */
  async end(): Promise<void> {
    this.#wanted = undefined;
    await this.#moving;
    await this.#leave();
  }

  async #move(main: Call): Promise<void> {
    const wanted = this.#wanted;
    if (this.#inside?.id === wanted?.id) {
      return;
    }
    await this.#leave();
    if (wanted !== undefined && main.store.state.ended === undefined) {
      await this.#enter(main, wanted);
    } else if (main.store.state.ended === undefined) {
      await main.outgoing.stepBack(this.#there);
      this.#ports.show(main, undefined);
    }
  }

  async #enter(main: Call, room: BreakoutRoom): Promise<void> {
    this.#there = main.outgoing.stepAside();
    // Tracks of its own: what ends with the breakout room must not end here.
    const stream = new MediaStream((main.store.state.local?.getTracks() ?? []).map((track) => track.clone()));
    try {
      const call = await this.#ports.enter({ roomId: room.roomId, within: room, stream, ...this.#there });
      this.#inside = { call, id: room.id };
      this.#ports.show(main, call);
      call.store.watch(({ ended, me }) => {
        if (this.#inside?.call !== call) {
          return;
        }
        this.#there = me;
        if (!me.video) {
          main.outgoing.rest();
        }
        if (ended !== undefined) {
          main.goTo(undefined);
        }
      });
    } catch (problem) {
      stop(stream);
      await main.outgoing.stepBack(this.#there);
      main.notice(problemInWords(problem));
      main.goTo(undefined);
    }
  }

  async #leave(): Promise<void> {
    const inside = this.#inside;
    this.#inside = undefined;
    await inside?.call.leave();
  }
}
