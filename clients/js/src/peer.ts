import type { Clock, PeerConnectionFactory, Timer } from './ports.js';
import { encode } from './encoding.js';
import { type Problem, problemOf } from './problem.js';
import type { QualityAdvice } from './types.js';
import type { Answer, IceCandidate, Offer } from './wire.js';
import { answers, markAnswer, originOf } from './sdp.js';
import { DataChannels } from './transfer/data-channels.js';
import type { DataPath } from './transfer/data-path.js';

/** How long the impolite side lets a disturbed path heal by itself; the polite side waits longer, so one begins. */
const HEAL_MS = 1_500;
/** How long the polite side waits to be called before it calls. */
const CALL_WAIT_MS = 2_000;
/** How long a negotiation or restart may take before a new peer connection is made; doubles up to the cap. */
const CONNECT_MS = 10_000;
const CONNECT_CAP_MS = 60_000;
const POLITE_EXTRA_MS = 5_000;

export interface PeerPorts {
  clock: Clock;
  factory: PeerConnectionFactory;
  mediaStream(tracks: MediaStreamTrack[]): MediaStream;
  configuration(): Promise<RTCConfiguration>;
  tracks(): { audio: MediaStreamTrack | null; video: MediaStreamTrack | null };
  /** Whether the picture must keep its size, as a screen's. */
  sharp(): boolean;
  /** In which quality to send, once that is known. */
  advice(): QualityAdvice | undefined;
  /** Whether signaling can pass right now. */
  linked(): boolean;
  /** Sends to the other session. */
  send(type: 'offer' | 'answer' | 'ice-candidate', payload: object): void;
  /** Takes back what was sent and is not accepted yet. */
  forget(): void;
  stream(stream: MediaStream): void;
  removed(): void;
  state(state: RTCPeerConnectionState): void;
  /** A direct way for files is up. */
  path(path: DataPath): void;
  problem(problem: Problem): void;
}

export type PeerSignal =
  | { type: 'offer'; payload: Offer }
  | { type: 'answer'; payload: Answer }
  | { type: 'ice-candidate'; payload: IceCandidate };

/**
 * The media path to one other session: perfect negotiation, ICE restart when the path breaks, a new peer connection when
 * the restart does not help. The impolite side calls and the polite one yields.
 */
export class Peer {
  #pc: RTCPeerConnection | undefined;
  #channels: DataChannels | undefined;
  #wantsPath = false;
  #stream: MediaStream | undefined;
  #announced = false;
  #ignoring = false;
  #heard = false;
  #over = false;
  #remote: string | undefined;
  #early: RTCIceCandidateInit[] = [];
  #timer: Timer;
  #tries = 0;
  #work: Promise<void> = Promise.resolve();

  constructor(
    readonly ports: PeerPorts,
    readonly polite: boolean,
    /** The other records: nothing comes from there. */
    readonly sendsOnly = false,
  ) {}

  get connection(): RTCPeerConnection | undefined {
    return this.#pc;
  }

  get isConnected(): boolean {
    return this.#pc?.connectionState === 'connected';
  }

  /** Begins: the impolite side at once, the polite one when it is not called in time, or now if it is `eager`. */
  begin(eager: boolean): void {
    if (!this.polite || eager) this.#queue(() => this.#call());
    else this.#after(CALL_WAIT_MS, () => this.#queue(() => this.#call()));
  }

  /** Applies a signal after all that came before it. */
  signaled(signal: PeerSignal): void {
    this.#heard = true;
    this.#queue(() => this.#onSignal(signal));
  }

  /** Our own tracks are others now. */
  tracksChanged(): void {
    this.#queue(() => this.#attachTracks());
  }

  /** There is other advice on how to send. */
  encode(): void {
    this.#queue(() => this.#encode());
  }

  /** Signaling passes again, or the other came back: what is not connected is restarted. */
  revive(): void {
    if (!this.isConnected) this.#restart();
  }

  /** Opens a direct way for files, now and on each connection that follows. */
  openPath(): void {
    this.#wantsPath = true;
    if (this.isConnected) this.#channels?.open();
  }

  close(): void {
    this.#over = true;
    this.#drop();
  }

  /** For tests and orderly ends: everything asked for so far is done. */
  settled(): Promise<void> {
    return this.#work;
  }

  #queue(step: () => Promise<void>): void {
    this.#work = this.#work.then(async () => {
      if (this.#over) return;
      try {
        await step();
      } catch (thrown) {
        if (!this.#over) this.ports.problem(problemOf(thrown, 'negotiation_failed'));
      }
    });
  }

  /** Makes a peer connection with a place for sound, one for picture and one for channels, and offers it. */
  async #call(): Promise<void> {
    if (this.#pc) return;
    const pc = await this.#create();
    const { audio, video } = this.ports.tracks();
    pc.addTransceiver(audio ?? 'audio', { direction: this.#direction });
    pc.addTransceiver(video ?? 'video', { direction: this.#direction });
    if (!this.sendsOnly) this.#channels?.reserve();
    this.#awaitConnected();
  }

  get #direction(): RTCRtpTransceiverDirection {
    return this.sendsOnly ? 'sendonly' : 'sendrecv';
  }

  async #create(): Promise<RTCPeerConnection> {
    const pc = this.ports.factory(relayedAfter(this.#tries, await this.ports.configuration()));
    this.#pc = pc;
    this.#remote = undefined;
    this.#ignoring = false;
    this.#early = [];
    pc.onnegotiationneeded = () => this.#queue(() => this.#offer(pc));
    pc.onicecandidate = ({ candidate }) => this.#sendCandidate(pc, candidate);
    pc.ontrack = ({ track }) => this.#onTrack(pc, track);
    pc.onconnectionstatechange = () => this.#onState(pc);
    this.#channels = new DataChannels(pc, (path) => this.ports.path(path));
    return pc;
  }

  async #offer(pc: RTCPeerConnection): Promise<void> {
    if (pc !== this.#pc || pc.signalingState !== 'stable') return;
    await pc.setLocalDescription();
    const description = pc.localDescription;
    if (pc === this.#pc && description) this.ports.send('offer', { type: 'offer', sdp: description.sdp });
  }

  #sendCandidate(pc: RTCPeerConnection, candidate: RTCIceCandidate | null): void {
    if (pc !== this.#pc || this.#over) return;
    const { sdpMid, sdpMLineIndex, usernameFragment } = candidate ?? {};
    this.ports.send('ice-candidate', {
      candidate: candidate?.candidate ?? '',
      ...(sdpMid == null ? {} : { sdp_mid: sdpMid }),
      ...(sdpMLineIndex == null ? {} : { sdp_m_line_index: sdpMLineIndex }),
      ...(usernameFragment == null ? {} : { username_fragment: usernameFragment }),
    });
  }

  async #onSignal(signal: PeerSignal): Promise<void> {
    if (signal.type === 'offer') await this.#onOffer(signal.payload.sdp);
    else if (signal.type === 'answer') await this.#onAnswer(signal.payload.sdp);
    else await this.#onCandidate(signal.payload);
  }

  async #onOffer(sdp: string): Promise<void> {
    const origin = originOf(sdp)?.connection ?? '';
    const another = this.#remote !== undefined && origin !== this.#remote;
    const begun = this.#pc !== undefined && (this.#remote === undefined || this.#pc.signalingState !== 'stable');
    const collision = begun && !another;
    this.#ignoring = collision && !this.polite;
    if (this.#ignoring) return;
    // A page that was loaded anew has a new peer connection, and a first offer is not worth a rollback.
    if (another || (collision && this.#remote === undefined)) this.#drop();
    const early = this.#early;
    const pc = this.#pc ?? (await this.#create());
    this.#early = early;
    this.#remote = origin;
    await pc.setRemoteDescription({ type: 'offer', sdp });
    this.#announce();
    await this.#attachTracks();
    await this.#addEarly(pc);
    await pc.setLocalDescription();
    const description = pc.localDescription;
    if (description) this.ports.send('answer', { type: 'answer', sdp: markAnswer(description.sdp, sdp) });
    if (!this.isConnected) this.#awaitConnected();
  }

  async #onAnswer(sdp: string): Promise<void> {
    const pc = this.#pc;
    const offer = pc?.localDescription?.sdp;
    if (!pc || pc.signalingState !== 'have-local-offer' || !offer || !answers(sdp, offer)) return;
    const origin = originOf(sdp)?.connection ?? '';
    if (this.#remote !== undefined && origin !== this.#remote) {
      this.#drop();
      await this.#call();
      return;
    }
    await pc.setRemoteDescription({ type: 'answer', sdp });
    this.#announce();
    this.#remote = origin;
    await this.#addEarly(pc);
  }

  async #onCandidate(payload: IceCandidate): Promise<void> {
    const candidate: RTCIceCandidateInit = {
      candidate: payload.candidate,
      sdpMid: payload.sdp_mid ?? null,
      sdpMLineIndex: payload.sdp_m_line_index ?? (payload.sdp_mid === undefined ? 0 : null),
      usernameFragment: payload.username_fragment ?? null,
    };
    if (!this.#pc?.remoteDescription) this.#early.push(candidate);
    else await this.#add(this.#pc, candidate);
  }

  async #addEarly(pc: RTCPeerConnection): Promise<void> {
    for (const candidate of this.#early.splice(0)) await this.#add(pc, candidate);
  }

  /** Candidates of an offer that was ignored, or of a description that has been replaced, have no place to go. */
  async #add(pc: RTCPeerConnection, candidate: RTCIceCandidateInit): Promise<void> {
    try {
      await pc.addIceCandidate(candidate);
    } catch (thrown) {
      const fragment = candidate.usernameFragment;
      const replaced = fragment != null && !pc.remoteDescription?.sdp.includes(`a=ice-ufrag:${fragment}`);
      if (!this.#ignoring && !replaced && candidate.candidate !== '') throw thrown;
    }
  }

  async #attachTracks(): Promise<void> {
    const tracks = this.ports.tracks();
    for (const transceiver of this.#pc?.getTransceivers() ?? []) {
      const track = transceiver.receiver.track.kind === 'audio' ? tracks.audio : tracks.video;
      if (transceiver.direction !== this.#direction) transceiver.direction = this.#direction;
      if (transceiver.sender.track !== track) await transceiver.sender.replaceTrack(track);
    }
    await this.#encode();
  }

  async #encode(): Promise<void> {
    const advice = this.ports.advice();
    if (!advice || !this.isConnected) return;
    for (const { sender } of this.#pc!.getTransceivers()) await encode(sender, advice, this.ports.sharp());
  }

  #onTrack(pc: RTCPeerConnection, track: MediaStreamTrack): void {
    if (pc !== this.#pc) return;
    if (!this.#stream) this.#stream = this.ports.mediaStream([track]);
    else if (!this.#stream.getTracks().includes(track)) this.#stream.addTrack(track);
  }

  /** Tells the stream when it has all tracks of the first description. */
  #announce(): void {
    if (this.#announced || !this.#stream) return;
    this.#announced = true;
    this.ports.stream(this.#stream);
  }

  #onState(pc: RTCPeerConnection): void {
    if (pc !== this.#pc || this.#over) return;
    this.ports.state(pc.connectionState);
    this.#channels?.changed();
    switch (pc.connectionState) {
      case 'connected':
        this.#tries = 0;
        this.ports.clock.clearTimeout(this.#timer);
        this.encode();
        if (this.#wantsPath) this.#channels?.open();
        break;
      case 'disconnected':
        this.#after(this.polite ? HEAL_MS * 2 : HEAL_MS, () => this.#restart());
        break;
      case 'failed':
        this.#after(this.polite ? HEAL_MS : 0, () => this.#restart());
        break;
      default:
        break;
    }
  }

  #restart(): void {
    if (this.#over || !this.ports.linked()) return; // `revive` follows
    if (this.#pc) this.#pc.restartIce();
    else this.begin(false);
    if (this.#pc) this.#awaitConnected();
  }

  /** Gives the negotiation a limit; after it a new peer connection is made, unless nobody ever answered who need not. */
  #awaitConnected(): void {
    const patience = Math.min(CONNECT_CAP_MS, CONNECT_MS * 2 ** this.#tries);
    this.#after(patience + (this.polite ? POLITE_EXTRA_MS : 0), () => {
      if (this.isConnected || !this.ports.linked() || !(this.#heard || this.sendsOnly)) return;
      this.#tries += 1;
      this.#queue(async () => {
        this.#drop();
        await this.#call();
      });
    });
  }

  #after(delayMs: number, run: () => void): void {
    this.ports.clock.clearTimeout(this.#timer);
    this.#timer = this.ports.clock.setTimeout(run, delayMs);
  }

  #drop(): void {
    this.ports.clock.clearTimeout(this.#timer);
    const pc = this.#pc;
    this.#pc = undefined;
    if (!pc) return;
    pc.onnegotiationneeded = pc.onicecandidate = pc.ontrack = pc.onconnectionstatechange = null;
    pc.close();
    this.#channels?.close();
    this.ports.forget();
    if (this.#announced) this.ports.removed();
    this.#stream = undefined;
    this.#announced = false;
  }
}

/** Every third connection tries the relays alone, where there are any: some networks let the direct ways begin and starve. */
function relayedAfter(tries: number, configuration: RTCConfiguration): RTCConfiguration {
  const urls = (configuration.iceServers ?? []).flatMap((server) => server.urls);
  const relayed = tries % 3 === 2 && urls.some((url) => /^turns?:/.test(url));
  return relayed ? { ...configuration, iceTransportPolicy: 'relay' } : configuration;
}
