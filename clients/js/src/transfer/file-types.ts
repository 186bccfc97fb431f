import type { Chunking } from './chunker.js';
import type { Via } from './ladder.js';
import type { FileSource } from './source.js';
import type { TransferState } from './transfer-rest.js';

/** Something that can be sent: a browser's file or blob, or anything that can be read at any place. */
export type Sendable = Blob | FileSource;

export interface OfferOptions {
  /** The user, the users, or `'*'` for everybody who is in the room. */
  to: string | readonly string[];
  /** Said to the receiver beside the names. */
  message?: string;
  /**
   * How files are cut. `content-defined` for files of which the receiver may have an earlier version in which something
   * was inserted; it costs a little time. Default: `fixed`.
   */
  chunking?: Chunking;
}

export interface AcceptOptions {
  /** Files of which parts may be the same, such as an earlier version: those parts need not be sent. */
  earlier?: readonly Sendable[];
}

/** A transfer as it stands: one sender, one receiver, one or many files. A snapshot; events bring the next one. */
export interface FileTransfer {
  id: string;
  direction: 'out' | 'in';
  senderId: string;
  receiverId: string;
  /** The file's name, or that of the folder or first file of several. */
  filename: string;
  fileCount: number;
  sizeBytes: number;
  type?: string;
  message?: string;
  state: TransferState;
  /** Who holds it up: `sender`, `receiver`, or `system` as long as one of them is away. */
  pausedBy: readonly string[];
  /** Why it failed: a problem code. */
  error?: string;
  /** Which way the chunks take right now; absent as long as nothing flows. */
  via?: Via;
  /** Share of the files that has been read for the first time, from 0 to 1, which it is when the receiver can know them. Only of our own offers. */
  prepared: number;
  /** The files have to be given again, with `provide`, before it goes on: the page was loaded anew. */
  needsFiles: boolean;
  /** Another device of ours takes part in it, not this one. */
  elsewhere: boolean;
  /** Bytes that are over: what the receiver has verified, or, for its sender, what the server keeps for the receiver. */
  bytes: number;
  /** Of them, what did not have to travel, since the receiver had it in earlier files; as far as this page knows. */
  sparedBytes: number;
  percent: number;
  bytesPerSecond?: number;
  secondsLeft?: number;
  expiresAt?: string;
}

/** The events of `room.files`. Each brings the transfer as it stands. */
export interface FileEvents {
  /** Somebody offers us files. */
  'file-offer': FileTransfer;
  /** State, way or needs are others now. */
  'file-changed': FileTransfer;
  /** More is over; at most four times a second. */
  'file-progress': FileTransfer;
  /** Everything is over and verified: told once to either side. */
  'file-complete': FileTransfer;
  /** It has failed or was cancelled or rejected: told once to either side. */
  'file-ended': FileTransfer;
}
