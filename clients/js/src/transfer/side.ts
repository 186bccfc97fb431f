import type { Clock, Random } from '../ports.js';
import type { Problem } from '../problem.js';
import type { BodyPace } from './body-pace.js';
import type { Disk } from './disk.js';
import type { Traffic } from './traffic.js';
import type { TransferRest, WireTransfer } from './transfer-rest.js';

/** What our half of a transfer needs. */
export interface SidePorts {
  rest: TransferRest;
  clock: Clock;
  random: Random;
  /** Of uploads; one for all transfers. */
  pace: BodyPace;
  disk: Disk;
  /** It may or may not be able to take part any more, or has more than before. */
  changed(): void;
  /** More went over, or is there. */
  progress(): void;
  /** The server tells how the transfer stands. */
  told(wire: WireTransfer): void;
  /** Something has gone wrong that somebody should know. */
  problem(problem: Problem): void;
  /** It cannot go on. */
  failed(problem: Problem): void;
}

/** Our half of a transfer: what differs between sending and receiving. */
export interface Side {
  /** It is done on this device. */
  readonly isBegun: boolean;
  /** It has what it needs to send or receive. */
  readonly isReady: boolean;
  /** Bytes that are over. */
  readonly bytes: number;
  /** Of them, those that the receiver had in earlier files. */
  readonly spared: number;
  /** Takes part in what goes over a direct path. */
  join(traffic: Traffic): void;
  /** Whether to go through the server. */
  relay(on: boolean): void;
  /** Whether chunks may flow. */
  flow(on: boolean): void;
  /** Nothing flows any more; what is on the disk stays. */
  close(): Promise<void>;
}
