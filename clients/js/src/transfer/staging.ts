import { Problem } from '../problem.js';

/** Where a receiver puts a transfer until it is whole: all its files in one, at the offsets of the manifest. */
export interface Staging {
  /** Rejects with a {@link Problem}: `disk_full` when there is no room, `disk_failed` for anything else. */
  write(at: number, bytes: Uint8Array): Promise<void>;
  read(at: number, length: number): Promise<Uint8Array>;
  /** Ended when all that was written before survives a power cut. */
  flush(): Promise<void>;
  /** A part of it as a browser's file is, without reading it. */
  slice(at: number, length: number, type: string): Promise<Blob>;
  /** Gives it back; what was written stays. */
  close(): Promise<void>;
  /** Deletes it. */
  remove(): Promise<void>;
}

/** Keeps everything in memory; for Node, tests, and browsers that offer nothing better. */
export function memoryStaging(sizeBytes: number): Staging {
  let bytes = new Uint8Array(sizeBytes);
  return {
    write: async (at, piece) => {
      if (at + piece.length > bytes.length) throw new Problem('disk_full', 'There is no room for that');
      bytes.set(piece, at);
    },
    read: async (at, length) => bytes.slice(at, at + length),
    flush: async () => undefined,
    slice: async (at, length, type) => new Blob([bytes.slice(at, at + length)], { type }),
    close: async () => undefined,
    remove: async () => void (bytes = new Uint8Array(0)),
  };
}
