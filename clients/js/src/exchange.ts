import { LocalMedia } from './media.js';
import { Peers, type PeersPorts } from './peers.js';
import type { Platform } from './ports.js';
import type { WireParticipant } from './protocol.js';
import type { JoinOptions, QualityAdvice, SignalEnvelope } from './types.js';
import type { MediaControl } from './wire.js';

export interface ExchangePorts extends Omit<PeersPorts, 'clock' | 'factory' | 'mediaStream' | 'tracks' | 'sharp'> {
  /** Tells the room what of ours is on. */
  tell(control: MediaControl): void;
}

/** Sound and pictures between us and the others: what of ours goes out, what the room is told of it, and the ways to each. */
export class Exchange {
  readonly #ports: ExchangePorts;
  readonly #local: LocalMedia;
  readonly #peers: Peers | undefined;
  #over = false;

  constructor(platform: Platform, { media, peers }: JoinOptions, ports: ExchangePorts) {
    this.#ports = ports;
    this.#local = new LocalMedia(media?.stream);
    const factory = peers === false ? undefined : (peers ?? platform.peers);
    const { clock, mediaStream } = platform;
    if (!factory || !mediaStream) return;
    this.#peers = new Peers({
      ...ports,
      clock,
      factory,
      mediaStream,
      tracks: () => ({ audio: this.#local.audio, video: this.#local.video }),
      sharp: () => this.#local.screen !== undefined,
    });
  }

  /** What a join says of us. */
  get switches(): { audio_enabled: boolean; video_enabled: boolean } {
    return { audio_enabled: this.#local.audioOn, video_enabled: this.#local.videoOn };
  }

  setAudio(on: boolean): void {
    this.#local.setAudio(on);
    this.#ports.tell({ action: on ? 'unmute' : 'mute', media_type: 'audio' });
  }

  setVideo(on: boolean): void {
    this.#local.setVideo(on);
    this.#ports.tell({ action: on ? 'video_on' : 'video_off', media_type: 'video' });
  }

  share(screen: MediaStream | null): void {
    this.#local.share(screen ?? undefined);
    screen?.getVideoTracks()[0]?.addEventListener('ended', () => {
      if (this.#local.screen === screen && !this.#over) this.share(null);
    });
    this.#peers?.tracksChanged();
    this.#ports.tell({ action: screen ? 'video_on' : 'video_off', media_type: 'screen-share' });
  }

  replace(stream: MediaStream): void {
    this.#local.replace(stream);
    this.#peers?.tracksChanged();
  }

  /** A moderator may switch our microphone, camera or screen off, never on. */
  obey({ action, media_type: what }: MediaControl): void {
    if (action === 'mute') this.setAudio(false);
    else if (action === 'video_off' && what === 'video') this.setVideo(false);
    else if (action === 'video_off' && what === 'screen-share') this.share(null);
  }

  /** Sends to everybody in that quality, from now on. */
  encode(advice: QualityAdvice): void {
    this.#peers?.encode(advice);
  }

  statistics(): Promise<RTCStatsReport[]> {
    return this.#peers?.statistics() ?? Promise.resolve([]);
  }

  /** Signaling passes again; `anew` when we are another session than before. */
  linkReady(anew: boolean): void {
    this.#peers?.linkReady(anew);
  }

  /** Who is in the room. */
  sync(selfSessionId: string, participants: readonly WireParticipant[]): void {
    this.#peers?.sync(selfSessionId, participants);
  }

  signaled(envelope: SignalEnvelope): void {
    this.#peers?.signaled(envelope);
  }

  close(): void {
    this.#over = true;
    this.#peers?.close();
  }
}
