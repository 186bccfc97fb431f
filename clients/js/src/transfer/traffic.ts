import type { Clock } from '../ports.js';
import { type Control, readControl } from './control.js';
import type { DataLane, DataPath } from './data-path.js';
import { decodeFrame, type Frame, FrameWriter } from './frames.js';
import type { Receiver } from './receiver.js';
import type { Loaded, Sender } from './sender.js';
import { Silence } from './silence.js';

/** So much is given to a lane before it has to drain: enough to keep it busy, little enough to lose little with it. */
const LANE_BYTES = 1_048_576;

export interface TrafficPorts {
  clock: Clock;
  /** The path fell silent, or is heard again. */
  changed?(): void;
  closed?(): void;
}

/**
 * Everything that goes over one direct path to one other session, both ways: shares the lanes fairly among the transfers
 * that send, and hands what comes to those that receive.
 */
export class Traffic {
  /** Messages of transfers that are not known here, or not any more. */
  foreign = 0;
  readonly #lanes: Set<DataLane>;
  readonly #senders = new Map<string, Sender>();
  /** Transfers for which the other side has said what it holds. */
  readonly #wanted = new Set<string>();
  readonly #receivers = new Map<string, { receiver: Receiver; detach: () => void }>();
  /** Transfers of which something has come on this path. */
  readonly #coming = new Set<string>();
  readonly #writer = new FrameWriter();
  readonly #tell = (control: Control): void => this.#say(control);
  readonly #silence: Silence;
  #open = true;

  constructor(
    readonly path: DataPath,
    readonly ports: TrafficPorts,
  ) {
    this.#lanes = new Set(path.lanes);
    this.#silence = new Silence({ clock: ports.clock, expects: () => this.#expects(), received: () => path.received(), changed: () => ports.changed?.() });
    path.onup = () => this.#onUp();
    path.control.onmessage = (text) => {
      this.#silence.heard();
      this.#onControl(readControl(text));
    };
    path.control.onclosed = () => this.close();
    for (const lane of path.lanes) {
      lane.onmessage = (message) => this.#onData(message, lane);
      lane.ondrained = () => this.pump();
      lane.onclosed = () => this.#laneLost(lane);
    }
  }

  /** What is sent arrives, as far as is known. */
  get isUp(): boolean {
    return this.#open && this.path.isUp && !this.#silence.isSilent;
  }

  /** Sends as soon as the other side says what it holds. */
  send(sender: Sender): void {
    if (!this.#open || this.#senders.has(sender.id)) return;
    this.#senders.set(sender.id, sender);
    this.#say({ type: 'open', transfer: sender.id });
  }

  /** Tells the other side what it is to fetch from the server. */
  left(sender: Sender): void {
    if (this.#wanted.has(sender.id)) this.#sayLeft(sender);
    this.pump();
  }

  receive(receiver: Receiver): void {
    if (!this.#open || this.#receivers.has(receiver.id)) return;
    this.#receivers.set(receiver.id, { receiver, detach: receiver.attach(this.#tell) });
  }

  drop(transferId: string): void {
    this.#senders.delete(transferId);
    this.#wanted.delete(transferId);
    this.#receivers.get(transferId)?.detach();
    this.#receivers.delete(transferId);
    this.#coming.delete(transferId);
  }

  /** Gives the lanes what they take, from each sender in turn. */
  pump(): void {
    for (let lane = this.#freest(); lane; lane = this.#freest()) {
      const next = this.#next();
      if (!next) return;
      this.#put(...next, lane);
    }
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#silence.close();
    this.path.control.close();
    for (const lane of [...this.#lanes]) this.#laneLost(lane);
    for (const id of [...this.#receivers.keys()]) this.drop(id);
    this.ports.closed?.();
  }

  /** Acknowledgements of what went out, or chunks of what has begun to come. */
  #expects(): boolean {
    const awaited = [...this.#senders.values()].some((sender) => [...this.#lanes].some((lane) => sender.awaits(lane)));
    return awaited || [...this.#coming].some((id) => this.#receivers.get(id)?.receiver.expects);
  }

  /** The connection says that it is back: what was on its way is worth another wait. */
  #onUp(): void {
    if (this.path.isUp) this.#silence.heard();
    this.ports.changed?.();
  }

  #freest(): DataLane | undefined {
    let freest: DataLane | undefined;
    for (const lane of this.#lanes) {
      if (lane.bufferedBytes < (freest?.bufferedBytes ?? LANE_BYTES)) freest = lane;
    }
    return freest;
  }

  /** The next sender that has something goes to the end of the row. */
  #next(): [Sender, Loaded] | undefined {
    for (const [id, sender] of this.#senders) {
      const loaded = this.#wanted.has(id) ? sender.take() : undefined;
      if (!loaded) continue;
      this.#senders.delete(id);
      this.#senders.set(id, sender);
      return [sender, loaded];
    }
    return undefined;
  }

  #put(sender: Sender, loaded: Loaded, lane: DataLane): void {
    sender.sent(loaded, lane);
    this.#silence.watch();
    try {
      for (const frame of sender.frames(loaded, this.path.messageMaxBytes)) lane.send(this.#writer.write(frame));
    } catch {
      this.#laneLost(lane); // it takes nothing: what was on it goes another way
    }
  }

  /** Whatever is no sound frame of a known transfer costs the lane: it keeps order and content, so the other side is in error. */
  #onData(message: unknown, lane: DataLane): void {
    this.#silence.heard();
    const frame = frameOf(message);
    const found = frame && this.#receivers.get(frame.transferId);
    if (frame && !found) this.foreign += 1; // of a transfer that has just ended here
    else if (!frame || !found?.receiver.frame(frame)) this.#laneLost(lane);
    else {
      this.#coming.add(frame.transferId);
      this.#silence.watch();
    }
  }

  #onControl(control: Control | undefined): void {
    const id = control?.transfer ?? '';
    const sender = this.#senders.get(id);
    const receiving = this.#receivers.get(id);
    if (control?.type === 'open' && receiving) receiving.receiver.greet(this.#tell);
    else if (control?.type === 'stored' && receiving) this.#attempt(() => receiving.receiver.leave(control.chunks));
    else if (control && isAnswer(control) && sender) this.#heed(sender, control);
    else this.foreign += 1;
  }

  #heed(sender: Sender, control: Control): void {
    if (control.type === 'stop') {
      this.#wanted.delete(sender.id);
      for (const lane of this.#lanes) sender.laneLost(lane); // nobody there will say that it came
      return;
    }
    if (!this.#attempt(() => sender.told(control))) return;
    if (control.type === 'ready') {
      this.#wanted.add(sender.id);
      this.#sayLeft(sender);
    }
    this.pump();
  }

  /** Ranges that are none are refused: the rest of the path is sound. */
  #attempt(heed: () => void): boolean {
    try {
      heed();
      return true;
    } catch {
      this.foreign += 1;
      return false;
    }
  }

  #sayLeft(sender: Sender): void {
    for (const chunks of sender.stored.isEmpty ? [] : sender.stored.texts()) this.#say({ type: 'stored', transfer: sender.id, chunks });
  }

  #laneLost(lane: DataLane): void {
    if (!this.#lanes.delete(lane)) return;
    lane.onmessage = lane.ondrained = lane.onclosed = undefined;
    lane.close();
    for (const sender of this.#senders.values()) sender.laneLost(lane);
    if (this.#lanes.size === 0) this.close();
    else this.pump();
  }

  #say(control: Control): void {
    if (!this.#open) return;
    try {
      this.path.control.send(JSON.stringify(control));
    } catch {
      this.close();
    }
  }
}

/** What a receiver says. */
function isAnswer({ type }: Control): boolean {
  return type !== 'open' && type !== 'stored';
}

function frameOf(message: unknown): Frame | undefined {
  const bytes = message instanceof ArrayBuffer ? new Uint8Array(message) : message;
  try {
    return bytes instanceof Uint8Array ? decodeFrame(bytes) : undefined;
  } catch {
    return undefined;
  }
}
