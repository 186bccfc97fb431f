import { recordedAdvice } from './encoding.js';
import { Peer, type PeerPorts, type PeerSignal } from './peer.js';
import { problemOf } from './problem.js';
import type { WireParticipant } from './protocol.js';
import type { DataPath } from './transfer/data-path.js';
import type { QualityAdvice, RecordingQuality, SignalEnvelope } from './types.js';

const CONFIGURATION_MS = 600_000;

/** The ports of a {@link Peer}, with the session that is meant. */
export interface PeersPorts extends Pick<PeerPorts, 'clock' | 'factory' | 'tracks' | 'sharp' | 'linked' | 'problem'> {
  mediaStream(tracks: MediaStreamTrack[]): MediaStream;
  configuration(): Promise<RTCConfiguration>;
  send(type: string, payload: object, toSession: string): void;
  forget(toSession: string): void;
  stream(sessionId: string, stream: MediaStream): void;
  removed(sessionId: string): void;
  state(sessionId: string, state: RTCPeerConnectionState): void;
  path(sessionId: string, path: DataPath): void;
}

/** The mesh: one {@link Peer} for each other session in the room. */
export class Peers {
  #peers = new Map<string, Peer>();
  #known = new Map<string, WireParticipant>();
  #self: string | undefined;
  #advice: QualityAdvice | undefined;
  #recorded: RecordingQuality | undefined;
  #configuration: { at: number; value: RTCConfiguration } | undefined;
  /** The first peers of a page call at once, for the others may believe that they still talk to its earlier life. */
  #eager = false;

  constructor(readonly ports: PeersPorts) {}

  /** Signaling passes again; `anew` when we are another session than before. */
  linkReady(anew: boolean): void {
    if (this.#self === undefined) this.#eager = !anew;
    if (anew) return;
    for (const peer of this.#peers.values()) peer.revive();
  }

  /** Makes and ends peers so that there is one for each other session of the room; in which quality that is recorded. */
  sync(selfSessionId: string, participants: readonly WireParticipant[], recorded?: RecordingQuality): void {
    if (!this.ports.linked()) return;
    if (this.#self !== undefined && this.#self !== selfSessionId) this.#closeAll();
    this.#self = selfSessionId;
    const others = new Map(
      participants.filter((entry) => entry.session_id !== selfSessionId).map((entry) => [entry.session_id, entry]),
    );
    for (const sessionId of [...this.#peers.keys()]) if (!others.has(sessionId)) this.#close(sessionId);
    const before = this.#known;
    this.#known = others;
    this.#recorded = recorded;
    for (const [sessionId, entry] of others) this.#meet(sessionId, entry, before.get(sessionId));
    this.#eager = false;
    for (const [sessionId] of others) if (this.#records(sessionId)) this.#peers.get(sessionId)?.encode();
  }

  signaled(envelope: SignalEnvelope): void {
    const from = envelope.sender_session_id;
    if (from === undefined || from === this.#self) return;
    this.#peer(from)?.signaled({ type: envelope.type, payload: envelope.payload } as PeerSignal);
  }

  tracksChanged(): void {
    for (const peer of this.#peers.values()) peer.tracksChanged();
  }

  /** Opens a direct way for files to a session. */
  openPath(sessionId: string): void {
    this.#peers.get(sessionId)?.openPath();
  }

  /** Sends to everybody in that quality, from now on. */
  encode(advice: QualityAdvice): void {
    this.#advice = advice;
    for (const peer of this.#peers.values()) peer.encode();
  }

  statistics(): Promise<RTCStatsReport[]> {
    const connected = [...this.#peers].filter(([sessionId, peer]) => peer.isConnected && !this.#records(sessionId)).map(([, peer]) => peer);
    return Promise.all(connected.map((peer) => peer.connection!.getStats()));
  }

  close(): void {
    this.#closeAll();
  }

  #meet(sessionId: string, entry: WireParticipant, before: WireParticipant | undefined): void {
    const peer = this.#peers.get(sessionId);
    if (!peer) this.#peer(sessionId)?.begin(this.#eager);
    else if (before?.connection_state === 'suspended' && entry.connection_state === 'active') peer.revive();
  }

  #peer(sessionId: string): Peer | undefined {
    const self = this.#self;
    if (self === undefined) return undefined;
    let peer = this.#peers.get(sessionId);
    if (!peer) {
      const { ports } = this;
      const records = this.#records(sessionId);
      peer = new Peer(
        {
          ...ports,
          configuration: () => this.#configure(),
          advice: () => (records ? recordedAdvice(this.#recorded ?? 'medium', this.#people, this.#advice) : this.#advice),
          // Who is suspended hears nothing: what breaks meanwhile is mended when he is back.
          linked: () => ports.linked() && this.#known.get(sessionId)?.connection_state !== 'suspended',
          send: (type, payload) => ports.send(type, { ...payload, target_session_id: sessionId, ...this.#user(sessionId) }, sessionId),
          forget: () => ports.forget(sessionId),
          stream: (stream) => ports.stream(sessionId, stream),
          removed: () => ports.removed(sessionId),
          state: (state) => !records && ports.state(sessionId, state),
          path: (path) => ports.path(sessionId, path),
        },
        !records && self < sessionId,
        records,
      );
      this.#peers.set(sessionId, peer);
    }
    return peer;
  }

  #records(sessionId: string): boolean {
    return this.#known.get(sessionId)?.kind === 'recorder';
  }

  get #people(): number {
    return 1 + [...this.#known.values()].filter((entry) => entry.kind === undefined).length;
  }

  #user(sessionId: string): { target_user_id?: string } {
    const userId = this.#known.get(sessionId)?.user_id;
    return userId === undefined ? {} : { target_user_id: userId };
  }

  /** The server's ICE servers; without them only direct paths are found, which is better than none. */
  async #configure(): Promise<RTCConfiguration> {
    const now = this.ports.clock.now();
    if (this.#configuration && now - this.#configuration.at < CONFIGURATION_MS) return this.#configuration.value;
    try {
      this.#configuration = { at: now, value: await this.ports.configuration() };
      return this.#configuration.value;
    } catch (thrown) {
      this.ports.problem(problemOf(thrown));
      return this.#configuration?.value ?? { iceServers: [] };
    }
  }

  #closeAll(): void {
    for (const sessionId of [...this.#peers.keys()]) this.#close(sessionId);
    this.#known = new Map();
  }

  #close(sessionId: string): void {
    this.#peers.get(sessionId)?.close();
    this.#peers.delete(sessionId);
    this.ports.forget(sessionId);
  }
}
