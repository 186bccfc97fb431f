/** What the SDK needs from its surroundings. Tests and unusual hosts bring their own forms. */
import type { Disk } from './transfer/disk.js';

/** A running timer; opaque. */
export type Timer = unknown;

/** Monotonic time in milliseconds, on the scale of `Date.now()`. */
export interface Clock {
  now(): number;
  setTimeout(run: () => void, delayMs: number): Timer;
  clearTimeout(timer: Timer): void;
}

/** A number in [0, 1). */
export type Random = () => number;

/** The part of a WebSocket that is used. */
export interface Socket {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  onerror: ((event: never) => void) | null;
  send(data: string): void;
  close(code?: number, reason?: string): void;
}

export type SocketFactory = (url: string, protocols: string[]) => Socket;

/** Where what must outlive a page is kept. `set` may throw when there is no room. */
export interface Storage {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}

/** Makes the peer connections of the mesh. */
export type PeerConnectionFactory = (configuration: RTCConfiguration) => RTCPeerConnection;

/** What the page notices about itself and the network. */
export interface PageSignals {
  /** True while nobody looks at the page. */
  hidden(): boolean;
  /** Answers a function that ends the subscription. */
  subscribe(listener: { networkChanged(): void; visibilityChanged(): void }): () => void;
}

/** Tells whether an identity is in use by another live page of this browser. */
export interface IdentityGuard {
  /** True if it is ours from now on; it is given back when the returned identity is released or the page goes. */
  claim(clientId: string): Promise<{ ours: boolean; release(): void }>;
}

/** All surroundings together. */
export interface Platform {
  clock: Clock;
  random: Random;
  /** A fresh name of 22 characters of `A-Za-z0-9_-` that nobody else has. */
  uniqueName(): string;
  socket: SocketFactory;
  fetch: typeof fetch;
  storage: Storage;
  page: PageSignals;
  guard: IdentityGuard;
  /** Absent where there is no WebRTC: the room then works without media. */
  peers?: PeerConnectionFactory;
  mediaStream?: (tracks: MediaStreamTrack[]) => MediaStream;
  /** Where files are put until they are whole. */
  disk: Disk;
}
