import { LocalMedia } from './media.js';
import type { Switches } from './participants.js';
import { Peers, type PeersPorts } from './peers.js';
import type { Platform } from './ports.js';
import { Problem } from './problem.js';
import type { WireParticipant } from './protocol.js';
import type { JoinOptions, Permissions, QualityAdvice, RecordingQuality, SignalEnvelope } from './types.js';
import type { MediaControl } from './wire.js';

export interface ExchangePorts extends Omit<PeersPorts, 'clock' | 'factory' | 'mediaStream' | 'tracks' | 'sharp'> {
  may(permission: keyof Permissions): boolean;
  mayUnmute(): boolean;
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

  /** The screen that is shown. */
  get screen(): MediaStream | undefined {
    return this.#local.screen;
  }

  setAudio(on: boolean): void {
    if (on && !this.#permitted(this.#ports.mayUnmute())) return;
    this.#local.setAudio(on);
    this.#ports.tell({ action: on ? 'unmute' : 'mute', media_type: 'audio' });
  }

  setVideo(on: boolean): void {
    if (on && !this.#permitted(this.#ports.may('can_share_video'))) return;
    this.#local.setVideo(on);
    this.#ports.tell({ action: on ? 'video_on' : 'video_off', media_type: 'video' });
  }

  share(screen: MediaStream | null): void {
    if (screen && !this.#permitted(this.#ports.may('can_share_screen'))) return;
    this.#show(screen ?? undefined);
    screen?.getVideoTracks()[0]?.addEventListener('ended', () => {
      if (this.#local.screen === screen && !this.#over) this.share(null);
    });
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

  /**
   * Goes by what the room has on of us: no more than it lets in, and nothing that went off while we were away. A screen
   * that is shown to the room in a new session is told to it anew.
   */
  entered({ audio_enabled: audio, video_enabled: video, screen_sharing: screen }: Switches, anew: boolean): void {
    if (!audio) this.#local.setAudio(false);
    if (!video) this.#local.setVideo(false);
    const shows = this.#local.screen !== undefined;
    if (shows && !screen && !anew) this.#show(undefined);
    else if (shows !== screen) this.#ports.tell({ action: shows ? 'video_on' : 'video_off', media_type: 'screen-share' });
  }

  /** Switches off what we may not send any more. */
  limit(): void {
    const { may } = this.#ports;
    if (this.#local.audioOn && !may('can_speak')) this.setAudio(false);
    if (this.#local.videoOn && !may('can_share_video')) this.setVideo(false);
    if (this.#local.screen && !may('can_share_screen')) this.share(null);
  }

  /** The room does not let us switch this on: it is off. Answers what holds then; nothing when nothing was switched on. */
  refused({ action, media_type: what }: MediaControl): MediaControl | undefined {
    if (action === 'mute' || action === 'video_off') return undefined;
    if (what === 'audio') this.#local.setAudio(false);
    else if (what === 'video') this.#local.setVideo(false);
    else this.#show(undefined);
    return { action: what === 'audio' ? 'mute' : 'video_off', media_type: what };
  }

  /** Sends to everybody in that quality, from now on. */
  encode(advice: QualityAdvice): void {
    this.#peers?.encode(advice);
  }

  /** Opens a direct way for files to a session; nothing where there are no peer connections. */
  get openPath(): ((sessionId: string) => void) | undefined {
    const peers = this.#peers;
    return peers && ((sessionId) => peers.openPath(sessionId));
  }

  statistics(): Promise<RTCStatsReport[]> {
    return this.#peers?.statistics() ?? Promise.resolve([]);
  }

  /** Signaling passes again; `anew` when we are another session than before. */
  linkReady(anew: boolean): void {
    this.#peers?.linkReady(anew);
  }

  /** Who is in the room, and in which quality that is recorded. */
  sync(selfSessionId: string, participants: readonly WireParticipant[], recorded?: RecordingQuality): void {
    this.#peers?.sync(selfSessionId, participants, recorded);
  }

  signaled(envelope: SignalEnvelope): void {
    this.#peers?.signaled(envelope);
  }

  close(): void {
    this.#over = true;
    this.#peers?.close();
  }

  /** Says so if not. */
  #permitted(may: boolean): boolean {
    if (!may) this.#ports.problem(new Problem('permission_denied', 'This may not be switched on here'));
    return may;
  }

  #show(screen: MediaStream | undefined): void {
    this.#local.share(screen);
    this.#peers?.tracksChanged();
  }
}
