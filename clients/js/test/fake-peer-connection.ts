export interface FakeParameters {
  encodings: { maxBitrate?: number; maxFramerate?: number; scaleResolutionDownBy?: number }[];
}

const CHANNELS = 'm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n';
/** More than any negotiation takes. */
const OFFERS_MAX = 50;

interface FakeTransceiver {
  direction: string;
  sender: { track: unknown; parameters: FakeParameters; replaceTrack(track: unknown): Promise<void> };
  receiver: { track: { kind: string } };
}

/** All peer connections of a test; those whose descriptions fit each other connect. */
export class FakePeerNet {
  readonly made: FakePeerConnection[] = [];
  /** A broken path: descriptions fit and still nothing connects. */
  blocked = false;

  make = (): RTCPeerConnection => {
    const pc = new FakePeerConnection(this, this.made.length + 1);
    this.made.push(pc);
    return pc as unknown as RTCPeerConnection;
  };

  get open(): FakePeerConnection[] {
    return this.made.filter((pc) => pc.signalingState !== 'closed');
  }

  connect(): void {
    if (this.blocked) return;
    for (const one of this.open) {
      for (const other of this.open) {
        if (one !== other && one.fits(other) && other.fits(one)) {
          one.become('connected');
          other.become('connected');
        }
      }
    }
  }
}

/** The rules of RTCPeerConnection that a negotiation meets, without media. */
export class FakePeerConnection {
  signalingState: string = 'stable';
  connectionState: string = 'new';
  localDescription: { type: string; sdp: string } | null = null;
  remoteDescription: { type: string; sdp: string } | null = null;
  onnegotiationneeded: (() => void) | null = null;
  onicecandidate: ((event: { candidate: unknown }) => void) | null = null;
  ontrack: ((event: { track: unknown }) => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  ondatachannel: ((event: { channel: unknown }) => void) | null = null;
  readonly transceivers: FakeTransceiver[] = [];
  readonly candidates: string[] = [];
  rollbacks = 0;
  offers = 0;
  #version = 0;
  #ice = 0;
  #needed = false;
  #hasChannels = false;
  #offersChannels = false;
  #stable: { local: { type: string; sdp: string } | null; remote: { type: string; sdp: string } | null } = { local: null, remote: null };

  constructor(
    readonly net: FakePeerNet,
    readonly id: number,
  ) {}

  addTransceiver(given: string | { kind: string }, init: { direction: string }): void {
    const kind = typeof given === 'string' ? given : given.kind;
    this.transceivers.push(transceiver(kind, init.direction, typeof given === 'string' ? null : given));
    this.#need();
  }

  /** As Chromium: the place for channels that is taken back with an offer is never offered again, and always missed. */
  createDataChannel(label: string): unknown {
    if (!this.#hasChannels) this.#offersChannels = true;
    this.#hasChannels = true;
    if (this.#missesChannels) this.#need();
    return { label, readyState: 'connecting', close: () => undefined };
  }

  get #missesChannels(): boolean {
    return this.#hasChannels && !this.localDescription?.sdp.includes(CHANNELS);
  }

  getTransceivers(): FakeTransceiver[] {
    return this.transceivers;
  }

  async getStats(): Promise<Map<string, unknown>> {
    return new Map();
  }

  restartIce(): void {
    this.#ice += 1;
    this.#need();
  }

  async setLocalDescription(): Promise<void> {
    this.#assertOpen();
    this.#version += 1;
    const answer = this.signalingState === 'have-remote-offer';
    this.localDescription = { type: answer ? 'answer' : 'offer', sdp: this.#describe() };
    this.signalingState = answer ? 'stable' : 'have-local-offer';
    if (!answer) this.offers += 1;
    if (this.offers > OFFERS_MAX) throw new Error('offers without end');
    this.#needed = false;
    queueMicrotask(() => {
      this.onicecandidate?.({ candidate: { candidate: `c${this.id}`, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: this.#fragment() } });
      this.onicecandidate?.({ candidate: null });
    });
    if (answer) this.#settled();
  }

  async setRemoteDescription(description: { type: string; sdp: string }): Promise<void> {
    this.#assertOpen();
    if (description.type === 'answer' && this.signalingState !== 'have-local-offer') throw new Error('answer in stable');
    if (description.type === 'offer' && this.signalingState === 'have-local-offer') {
      this.rollbacks += 1;
      this.localDescription = this.#stable.local;
      this.#offersChannels = this.localDescription?.sdp.includes(CHANNELS) ?? false;
      this.#need();
    }
    this.remoteDescription = description;
    if (description.sdp.includes(CHANNELS)) this.#offersChannels = true;
    const lines = description.sdp.match(/^m=(audio|video)/gm)!.map((line) => line.slice(2));
    for (const kind of lines.slice(this.transceivers.length)) this.transceivers.push(transceiver(kind, 'recvonly', null));
    for (const { receiver } of this.transceivers) this.ontrack?.({ track: receiver.track });
    if (description.type === 'answer') {
      this.signalingState = 'stable';
      this.#settled();
    } else {
      this.signalingState = 'have-remote-offer';
    }
  }

  async addIceCandidate(candidate: { candidate: string; usernameFragment?: string | null }): Promise<void> {
    if (!this.remoteDescription) throw new Error('no remote description');
    if (candidate.candidate === '') return;
    if (!this.remoteDescription.sdp.includes(`a=ice-ufrag:${candidate.usernameFragment}`)) throw new Error('unknown ufrag');
    this.candidates.push(candidate.candidate);
  }

  close(): void {
    this.signalingState = this.connectionState = 'closed';
  }

  /** The path changes its state. */
  become(state: string): void {
    if (this.connectionState === state || this.signalingState === 'closed') return;
    this.connectionState = state;
    queueMicrotask(() => this.onconnectionstatechange?.());
  }

  /** Whether the other's description is the one that we hold. */
  fits(other: FakePeerConnection): boolean {
    const held = this.remoteDescription?.sdp.replace(/^a=x-.*\r\n/m, '');
    return this.signalingState === 'stable' && held !== undefined && held === other.localDescription?.sdp;
  }

  #settled(): void {
    this.#stable = { local: this.localDescription, remote: this.remoteDescription };
    this.net.connect();
    if (this.#missesChannels) this.#needed = true;
    if (this.#needed) this.#fire();
  }

  #need(): void {
    this.#needed = true;
    this.#fire();
  }

  #fire(): void {
    queueMicrotask(() => {
      if (this.#needed && this.signalingState === 'stable') this.onnegotiationneeded?.();
    });
  }

  #describe(): string {
    const media = this.transceivers.map(({ receiver }) => `m=${receiver.track.kind} 9 UDP/TLS/RTP/SAVPF 111\r\n`).join('') + (this.#offersChannels ? CHANNELS : '');
    return `v=0\r\no=- ${1000 + this.id} ${this.#version} IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=ice-ufrag:${this.#fragment()}\r\n${media}`;
  }

  #fragment(): string {
    return `u${this.id}v${this.#ice}`;
  }

  #assertOpen(): void {
    if (this.signalingState === 'closed') throw new Error('closed');
  }
}

function transceiver(kind: string, direction: string, track: unknown): FakeTransceiver {
  const sender = {
    track,
    async replaceTrack(next: unknown): Promise<void> {
      sender.track = next;
    },
    parameters: { encodings: [{}] } as FakeParameters,
    getParameters: () => structuredClone(sender.parameters),
    async setParameters(next: FakeParameters): Promise<void> {
      sender.parameters = next;
    },
  };
  return { direction, sender, receiver: { track: { kind } } };
}

/** As much of a MediaStream as is looked at. */
export function fakeStream(tracks: MediaStreamTrack[]): MediaStream {
  const held = [...tracks];
  return {
    getTracks: () => held,
    getAudioTracks: () => held.filter((track) => track.kind === 'audio'),
    getVideoTracks: () => held.filter((track) => track.kind === 'video'),
    addTrack: (track: MediaStreamTrack) => held.push(track),
  } as unknown as MediaStream;
}

export function fakeTrack(kind: string, id = kind): MediaStreamTrack & { end(): void } {
  let ended: (() => void) | undefined;
  const track = { kind, id, enabled: true, getSettings: () => ({}), addEventListener: (_: string, run: () => void) => (ended = run), end: () => ended?.() };
  return track as unknown as MediaStreamTrack & { end(): void };
}
