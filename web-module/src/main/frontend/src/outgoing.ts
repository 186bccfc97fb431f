import type { Room, ServerPayloads } from '@holdline/client';
import { capture, inWords, stop } from './media/devices.js';
import type { RoomState } from './state/room-state.js';
import type { Store } from './state/store.js';
import type { Me } from './state/tiles.js';

export interface OutgoingPorts {
  readonly room: Room;
  readonly store: Store<RoomState>;
  /** The devices to ask for. */
  readonly devices: { readonly microphone?: string | undefined; readonly camera?: string | undefined };
  notice(text: string): void;
}

/** Whether sound and picture go out. */
export interface Switches {
  readonly audio: boolean;
  readonly video: boolean;
}

/** What of ours goes out in a call: microphone, camera and screen. */
export class Outgoing {
  readonly #room: Room;
  readonly #store: Store<RoomState>;
  readonly #devices: OutgoingPorts['devices'];
  readonly #notice: (text: string) => void;
  #screen: MediaStream | undefined;
  /** How it is to be after a stay in a breakout room. */
  #aside: Switches | undefined;

  constructor({ room, store, devices, notice }: OutgoingPorts) {
    this.#room = room;
    this.#store = store;
    this.#devices = devices;
    this.#notice = notice;
  }

  /** The screen that is shown, if any. */
  get screen(): MediaStream | undefined {
    return this.#screen;
  }

  async toggleAudio(): Promise<void> {
    const on = !this.#store.state.me.audio;
    if (on && !this.#room.mayUnmute) {
      this.#notice('You may not switch your microphone on in this room now.');
    } else if (!on || (await this.#have('audio'))) {
      this.#setAudio(on);
    }
  }

  async toggleVideo(): Promise<void> {
    const on = !this.#store.state.me.video;
    if (on && !this.#room.may('can_share_video')) {
      this.#notice('You may not switch your camera on in this room now.');
    } else if (!on || (await this.#have('video'))) {
      this.#setVideo(on);
    }
  }

  async toggleScreen(): Promise<void> {
    if (this.#screen !== undefined) {
      this.#stopScreen();
    } else if (!this.#room.may('can_share_screen')) {
      this.#notice('You may not share your screen in this room now.');
    } else {
      await this.#startScreen();
    }
  }

  /** Follows what the room allows: a moderator may have switched something off, or taken the right to it. */
  follow(): void {
    const { audio, video, screen } = this.#room.media;
    const { me } = this.#store.state;
    if (this.#screen !== undefined && screen === undefined) {
      this.#stopScreen();
    }
    if (this.#aside === undefined) {
      this.#me({ audio: me.audio && audio, video: me.video && video });
      if (me.video && !video) {
        this.#releaseCamera();
      }
    }
  }

  /** Others asked this of us; who is in a breakout room is switched off here anyway, and shall be when he comes back. */
  asked({ action, media_type: what }: ServerPayloads['media-control']): void {
    if (this.#aside !== undefined && action === 'mute') {
      this.#aside = { ...this.#aside, audio: false };
    } else if (this.#aside !== undefined && action === 'video_off' && what === 'video') {
      this.#aside = { ...this.#aside, video: false };
    }
  }

  /** While one is in a breakout room, nothing goes out here. Answers what would. */
  stepAside(): Switches {
    const { audio, video } = this.#store.state.me;
    this.#aside ??= { audio, video };
    this.#room.setAudio(false);
    this.#room.setVideo(false);
    this.#stopScreen();
    return this.#aside;
  }

  /** Who shows no picture in the breakout room holds no camera here either. */
  rest(): void {
    if (this.#aside !== undefined) {
      this.#releaseCamera();
    }
  }

  /** Back from a breakout room: as before, but what was switched off meanwhile, here or there, or may not go out any more, stays off. */
  async stepBack(there: Switches): Promise<void> {
    const seen = this.#aside?.video === true && there.video && this.#room.may('can_share_video') && (await this.#have('video'));
    if (this.#aside !== undefined) {
      const { audio, video } = this.#aside; // as it is now: somebody may have asked meanwhile
      this.#setAudio(audio && there.audio && this.#room.mayUnmute);
      this.#setVideo(video && seen);
      this.#aside = undefined;
    }
  }

  /** The call is over: all devices are let go. */
  close(): void {
    stop(this.#store.state.local);
    stop(this.#screen);
  }

  #setAudio(on: boolean): void {
    this.#room.setAudio(on);
    this.#me({ audio: on });
  }

  #setVideo(on: boolean): void {
    this.#room.setVideo(on);
    if (!on) {
      this.#releaseCamera();
    }
    this.#me({ video: on });
  }

  async #startScreen(): Promise<void> {
    try {
      const screen = await navigator.mediaDevices.getDisplayMedia({ video: true, audio: true });
      screen.getVideoTracks()[0]?.addEventListener('ended', () => this.#stopScreen());
      this.#screen = screen;
      this.#room.shareScreen(screen);
      this.#me({ sharing: true });
      this.follow(); // it may have been forbidden while the browser asked
    } catch (problem) {
      this.#screen = undefined;
      if (!(problem instanceof Error && problem.name === 'NotAllowedError')) {
        this.#notice('The screen could not be shared.');
      }
    }
  }

  #stopScreen(): void {
    if (this.#screen === undefined) {
      return;
    }
    stop(this.#screen);
    this.#screen = undefined;
    this.#me({ sharing: false });
    if (this.#room.media.screen !== undefined) {
      this.#room.shareScreen(null);
    }
  }

  /** Whether there is a track of that kind to send; asks for the device if there is none yet. */
  async #have(kind: 'audio' | 'video'): Promise<boolean> {
    const { local } = this.#store.state;
    const tracks = (local?.getTracks() ?? []).filter((track) => track.readyState === 'live');
    if (tracks.some((track) => track.kind === kind)) {
      return true;
    }
    const { stream, problems } = await capture({ audio: kind === 'audio', video: kind === 'video', ...this.#devices });
    if (stream.getTracks().length === 0) {
      this.#notice(problems[0] ?? inWords(undefined, kind === 'audio' ? 'microphone' : 'camera'));
      return false;
    }
    this.#send(new MediaStream([...tracks, ...stream.getTracks()]));
    return true;
  }

  /** Off means off: the camera's light goes out too. */
  #releaseCamera(): void {
    const { local } = this.#store.state;
    const pictures = local?.getVideoTracks() ?? [];
    if (pictures.length > 0) {
      stop(new MediaStream(pictures));
      this.#send(new MediaStream(local?.getAudioTracks() ?? []));
    }
  }

  #send(stream: MediaStream): void {
    this.#room.replaceStream(stream);
    this.#store.set({ local: stream });
  }

  #me(change: Partial<Me>): void {
    const { me } = this.#store.state;
    if ((Object.keys(change) as (keyof Me)[]).some((key) => me[key] !== change[key])) {
      this.#store.set({ me: { ...me, ...change } });
    }
  }
}
