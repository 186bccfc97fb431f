/** One channel that keeps order and loses nothing as long as it lives: a data channel, or a test's. */
export interface Lane<Message> {
  /** Bytes that were given to it and are not on their way yet. */
  readonly bufferedBytes: number;
  /** Copies the message; throws when it takes nothing more. */
  send(message: Message): void;
  onmessage: ((message: unknown) => void) | undefined;
  /** Little is buffered any more. */
  ondrained: (() => void) | undefined;
  onclosed: (() => void) | undefined;
  close(): void;
}

/** A direct way to one other session: some channels for data, which are each other's replacement, and one for control. */
export interface DataPath {
  readonly control: Lane<string>;
  readonly lanes: readonly Lane<Uint8Array<ArrayBuffer>>[];
  /** The longest message that the other side takes. */
  readonly messageMaxBytes: number;
  /** What is sent arrives, as far as is known; a path that fell silent may come back with all that is on it. */
  readonly isUp: boolean;
  /** Bytes that have come over it, also those that are no message yet. */
  received(): Promise<number>;
  /** It fell silent, or is back. */
  onup: (() => void) | undefined;
}

export type DataLane = Lane<Uint8Array<ArrayBuffer>>;
