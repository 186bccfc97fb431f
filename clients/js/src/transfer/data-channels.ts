import type { DataPath, Lane } from './data-path.js';

const CONTROL = 'holdline.files.control';
const DATA = 'holdline.files';
/** Carries nothing. */
const PLACE = 'holdline';
const DRAINED_BYTES = 262_144;
/** As much as every browser takes; asked for where it does not say. */
const MESSAGE_BYTES = 65_536;
const SILENT: ReadonlySet<RTCPeerConnectionState> = new Set(['disconnected', 'failed', 'closed']);

/** The data channels for files on one peer connection: opened here, or come from the other side. */
export class DataChannels {
  readonly #lanes = new Set<ChannelLane<string> | ChannelLane<Uint8Array<ArrayBuffer>>>();
  #coming: { control?: ChannelLane<string>; data?: ChannelLane<Uint8Array<ArrayBuffer>> } = {};
  #own: RTCDataChannel[] = [];
  readonly #paths: DataPath[] = [];

  constructor(
    readonly pc: RTCPeerConnection,
    readonly opened: (path: DataPath) => void,
  ) {
    pc.ondatachannel = ({ channel }) => this.#came(channel);
  }

  /**
   * Makes the first offer have a place for channels. Chromium never again offers one that it had to take back with an
   * offer, and offers without end instead.
   */
  reserve(): void {
    this.pc.createDataChannel(PLACE);
  }

  /** Opens channels of ours, unless they are there. */
  open(): void {
    const alive = this.#own.length > 0 && this.#own.every(({ readyState }) => readyState === 'connecting' || readyState === 'open');
    if (alive) return;
    const [control, data] = [this.pc.createDataChannel(CONTROL), this.pc.createDataChannel(DATA)];
    this.#own = [control, data];
    this.#pair(control, data);
  }

  /** The connection fell silent, or is back: its channels do not say so. */
  changed(): void {
    for (const path of this.#paths) path.onup?.();
  }

  /** The connection is given up; it does not say so to its channels. */
  close(): void {
    this.pc.ondatachannel = null;
    for (const lane of this.#lanes) lane.close();
    this.#lanes.clear();
  }

  #came(channel: RTCDataChannel): void {
    if (channel.label === CONTROL) this.#coming.control = this.#lane(channel);
    else if (channel.label === DATA) this.#coming.data = this.#lane(channel);
    else return;
    this.#tell(this.#coming);
  }

  /** Ours carry nothing before the other side has them. */
  #pair(control: RTCDataChannel, data: RTCDataChannel): void {
    const both = { control: this.#lane<string>(control), data: this.#lane<Uint8Array<ArrayBuffer>>(data) };
    const look = (): void => {
      if (control.readyState === 'open' && data.readyState === 'open') this.#tell(both);
    };
    control.onopen = data.onopen = look;
  }

  #tell({ control, data }: { control?: ChannelLane<string>; data?: ChannelLane<Uint8Array<ArrayBuffer>> }): void {
    if (!control || !data) return;
    this.#coming = {};
    const { pc } = this;
    const path: DataPath = {
      control,
      lanes: [data],
      messageMaxBytes: pc.sctp?.maxMessageSize ?? MESSAGE_BYTES,
      get isUp() {
        return !SILENT.has(pc.connectionState);
      },
      received: () => receivedBytes(pc),
      onup: undefined,
    };
    this.#paths.push(path);
    this.opened(path);
  }

  #lane<Message extends string | Uint8Array<ArrayBuffer>>(channel: RTCDataChannel): ChannelLane<Message> {
    const lane = new ChannelLane<Message>(channel);
    this.#lanes.add(lane as ChannelLane<string>);
    return lane;
  }
}

/** Of all that the connection carries; where a browser does not count them together, of its ways. */
async function receivedBytes(pc: RTCPeerConnection): Promise<number> {
  const sums = new Map<string, number>();
  for (const { type, bytesReceived = 0 } of (await pc.getStats()).values() as Iterable<{ type: string; bytesReceived?: number }>) {
    sums.set(type, (sums.get(type) ?? 0) + bytesReceived);
  }
  return sums.get('transport') ?? sums.get('candidate-pair') ?? 0;
}

/** A data channel as a lane; what comes before somebody listens is kept for him. */
class ChannelLane<Message extends string | Uint8Array<ArrayBuffer>> implements Lane<Message> {
  ondrained: (() => void) | undefined;
  #onclosed: (() => void) | undefined;
  #onmessage: ((message: unknown) => void) | undefined;
  #early: unknown[] = [];
  #closed = false;

  constructor(readonly channel: RTCDataChannel) {
    channel.binaryType = 'arraybuffer';
    channel.bufferedAmountLowThreshold = DRAINED_BYTES;
    channel.onbufferedamountlow = () => this.ondrained?.();
    channel.onclose = channel.onerror = () => this.close();
    channel.onmessage = ({ data }) => (this.#onmessage ? this.#onmessage(data) : void this.#early.push(data));
  }

  get bufferedBytes(): number {
    return this.channel.bufferedAmount;
  }

  get onmessage(): ((message: unknown) => void) | undefined {
    return this.#onmessage;
  }

  set onmessage(listener: ((message: unknown) => void) | undefined) {
    this.#onmessage = listener;
    for (const message of listener ? this.#early.splice(0) : []) listener?.(message);
  }

  get onclosed(): (() => void) | undefined {
    return this.#onclosed;
  }

  set onclosed(listener: (() => void) | undefined) {
    this.#onclosed = listener;
    if (this.#closed) listener?.();
  }

  send(message: Message): void {
    this.channel.send(message as string);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.channel.close();
    this.#onclosed?.();
  }
}
