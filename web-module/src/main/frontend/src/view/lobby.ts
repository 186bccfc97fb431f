import type { Rooms } from '@holdline/client';
import { capture, choices, meter, stop } from '../media/devices.js';
import { problemInWords } from '../state/problems.js';
import { prefer, preferences } from '../state/preferences.js';
import { roomIdProblem, roomLink, roomOfInput, suggestRoomId } from '../state/room-id.js';
import { initials } from '../state/text.js';
import { h, put, write } from './dom.js';
import { draw, icon } from './icons.js';
import { MyRooms } from './my-rooms.js';

export interface Entry {
  readonly roomId: string;
  readonly stream: MediaStream;
  readonly audio: boolean;
  readonly video: boolean;
}

export interface LobbyOptions {
  readonly roomId: string | undefined;
  readonly name: string;
  readonly rooms: Rooms;
  /** Resolves when the room is open, rejects with why not. */
  readonly join: (entry: Entry) => Promise<void>;
}

/** Who joins while the browser still asks for the devices is not kept waiting longer than this. */
const DEVICES_LIMIT_MS = 5_000;

/** The page before a room: which one, and how one looks and sounds. */
export class Lobby {
  readonly element: HTMLElement;
  readonly #options: LobbyOptions;
  readonly #room: HTMLInputElement;
  readonly #roomNote = h('p', { class: 'field-note', id: 'room-note', 'aria-live': 'polite' });
  readonly #link = h('span', { class: 'link-text', hook: 'lobby-link' });
  readonly #copy = h('button', { type: 'button', class: 'button quiet', hook: 'lobby-copy' }, icon('copy'), h('span', {}, 'Copy link'));
  readonly #linkRow = h('div', { class: 'link-row' }, this.#link, this.#copy);
  readonly #join = h('button', { type: 'submit', class: 'button primary wide', hook: 'lobby-join' }, 'Join');
  readonly #problem = h('p', { class: 'problem', role: 'alert', hook: 'lobby-problem' });
  readonly #side = h('section', { class: 'preview', 'aria-label': 'Preview' });
  readonly #video = h('video', { class: 'preview-video', 'aria-label': 'Your camera', muted: true, playsinline: true, autoplay: true });
  readonly #avatar: HTMLElement;
  readonly #deviceNote = h('p', { class: 'device-note', role: 'status', hook: 'lobby-devices' });
  readonly #level = h('meter', { class: 'level', min: 0, max: 1, 'aria-label': 'Microphone level' });
  readonly #micToggle = toggle('lobby-mute', () => this.#toggle('audio'));
  readonly #cameraToggle = toggle('lobby-camera', () => this.#toggle('video'));
  readonly #microphones = h('select', { id: 'microphone', hook: 'lobby-microphone', on: { change: () => this.#choose() } });
  readonly #cameras = h('select', { id: 'camera', hook: 'lobby-camera-choice', on: { change: () => this.#choose() } });
  #stream = new MediaStream();
  #audio: boolean;
  #hasMicrophone = true;
  #hasCamera = true;
  #wantsVideo: boolean;
  #stopMeter: () => void = () => undefined;
  #gone = false;
  #turn = 0;
  #previewing: Promise<void>;

  constructor(options: LobbyOptions) {
    this.#options = options;
    const wishes = preferences();
    this.#audio = wishes.audio;
    this.#wantsVideo = wishes.video;
    this.#room = h('input', {
      id: 'room', name: 'room', class: 'input', hook: 'lobby-room', type: 'text', autocomplete: 'off',
      autocapitalize: 'none', spellcheck: 'false', 'aria-describedby': 'room-note', maxlength: 300,
      on: { input: () => this.#checkRoom(false), change: () => this.#checkRoom(true) },
    });
    this.#room.value = options.roomId ?? suggestRoomId();
    this.#avatar = h('div', { class: 'avatar large', 'aria-hidden': 'true' }, initials(options.name));
    this.#video.muted = true;
    this.#copy.addEventListener('click', () => void this.#copyLink());
    this.element = this.#layout();
    this.#checkRoom(options.roomId !== undefined);
    this.#previewing = this.#preview();
    navigator.mediaDevices?.addEventListener?.('devicechange', this.#devicesChanged);
  }

  /** Where one goes on: the name if it is still to be chosen, unless that would open a keyboard on the screen. */
  focus(): void {
    if (this.#options.roomId !== undefined) {
      this.#join.focus({ preventScroll: true });
    } else if (matchMedia('(hover: hover)').matches) {
      this.#room.focus();
      this.#room.select();
    }
  }

  complain(problem: unknown): void {
    write(this.#problem, problemInWords(problem));
  }

  /** Ends the preview; the stream goes on if it was handed to a call. */
  close(keepStream: boolean): void {
    this.#gone = true;
    this.#stopMeter();
    navigator.mediaDevices?.removeEventListener?.('devicechange', this.#devicesChanged);
    if (!keepStream) {
      stop(this.#stream);
    }
  }

  #layout(): HTMLElement {
    this.#side.append(
      h('div', { class: 'preview-frame' }, this.#video, this.#avatar,
        h('div', { class: 'preview-bar' }, this.#micToggle, this.#cameraToggle)),
      this.#level,
      this.#deviceNote,
      h('div', { class: 'device-row' },
        h('label', { class: 'field' }, h('span', { class: 'field-name' }, 'Microphone'), this.#microphones),
        h('label', { class: 'field' }, h('span', { class: 'field-name' }, 'Camera'), this.#cameras)));
    const form = h('form', { class: 'entry', novalidate: true, on: { submit: (event) => void this.#submit(event) } },
      h('h1', {}, this.#options.roomId === undefined ? 'Open a room' : 'Join the room'),
      h('p', { class: 'lead' }, 'Whoever has the link and may sign in can come. If a line drops, nothing that was said is lost.'),
      h('label', { class: 'field-name', for: 'room' }, 'Room name'),
      this.#room, this.#roomNote, this.#linkRow, this.#problem, this.#join);
    const mine = this.#options.roomId === undefined && new MyRooms(this.#options.rooms, (roomId) => this.#chose(roomId)).element;
    return h('main', { class: 'lobby', id: 'main' }, form, this.#side, mine);
  }

  #roomId(): string {
    return roomOfInput(this.#room.value, location.origin);
  }

  #checkRoom(shout: boolean): boolean {
    const roomId = this.#roomId();
    const problem = roomIdProblem(roomId);
    put(this.#room, 'aria-invalid', problem !== undefined && (shout || roomId !== '') ? 'true' : undefined);
    write(this.#roomNote, problem !== undefined && (shout || roomId !== '') ? problem : '');
    this.#linkRow.hidden = problem !== undefined;
    if (problem === undefined) {
      write(this.#link, roomLink(location.origin, roomId).replace(/^https?:\/\//, ''));
    }
    return problem === undefined;
  }

  #chose(roomId: string): void {
    this.#room.value = roomId;
    this.#checkRoom(true);
    this.#join.scrollIntoView({ block: 'nearest' });
    this.#join.focus();
  }

  async #copyLink(): Promise<void> {
    const label = this.#copy.querySelector('span');
    try {
      await navigator.clipboard.writeText(roomLink(location.origin, this.#roomId()));
      label?.replaceChildren('Copied');
    } catch {
      getSelection()?.selectAllChildren(this.#link);
      label?.replaceChildren('Selected');
    }
    setTimeout(() => label?.replaceChildren('Copy link'), 2_000);
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!this.#checkRoom(true)) {
      this.#room.focus();
      return;
    }
    this.#busy(true);
    await Promise.race([this.#previewing, new Promise((late) => setTimeout(late, DEVICES_LIMIT_MS))]);
    try {
      const audio = this.#audio && this.#stream.getAudioTracks().length > 0;
      const video = this.#wantsVideo && this.#stream.getVideoTracks().length > 0;
      await this.#options.join({ roomId: this.#roomId(), stream: this.#stream, audio, video });
    } catch (problem) {
      this.complain(problem);
      this.#busy(false);
    }
  }

  #busy(busy: boolean): void {
    this.#join.disabled = busy;
    this.#side.inert = busy;
    write(this.#join, busy ? 'Joining…' : 'Join');
    if (busy) {
      write(this.#problem, '');
    }
  }

  readonly #devicesChanged = (): void => void this.#listDevices();

  #toggle(kind: 'audio' | 'video'): void {
    if (kind === 'audio') {
      this.#audio = !this.#audio;
      prefer({ audio: this.#audio });
      this.#show();
    } else {
      this.#wantsVideo = !this.#wantsVideo;
      prefer({ video: this.#wantsVideo });
      this.#previewing = this.#preview(); // the camera's light goes out with it
    }
  }

  #choose(): void {
    prefer({ microphone: this.#microphones.value, camera: this.#cameras.value });
    this.#previewing = this.#preview();
  }

  async #preview(): Promise<void> {
    const turn = ++this.#turn;
    const { microphone, camera } = preferences();
    stop(this.#stream);
    const { stream, problems } = await capture({ audio: true, video: this.#wantsVideo, microphone, camera });
    if (turn !== this.#turn || this.#gone) {
      stop(stream);
      return;
    }
    this.#stream = stream;
    this.#hasMicrophone = stream.getAudioTracks().length > 0;
    this.#hasCamera = !this.#wantsVideo || stream.getVideoTracks().length > 0;
    this.#stopMeter();
    this.#stopMeter = meter(stream, (level) => (this.#level.value = this.#audio ? level : 0));
    this.#video.srcObject = stream.getVideoTracks().length > 0 ? stream : null;
    write(this.#deviceNote, problems.length === 0 ? '' : `${problems.join(' ')} You can join anyway.`);
    await this.#listDevices();
    this.#show();
  }

  async #listDevices(): Promise<void> {
    const { microphones, cameras } = await choices();
    const wishes = preferences();
    fill(this.#microphones, microphones, wishes.microphone, 'No microphone');
    fill(this.#cameras, cameras, wishes.camera, 'No camera');
  }

  #show(): void {
    const video = this.#wantsVideo && this.#stream.getVideoTracks().length > 0;
    this.#video.hidden = !video;
    this.#avatar.hidden = video;
    state(this.#micToggle, this.#audio && this.#hasMicrophone, this.#hasMicrophone, 'mic', 'Microphone');
    state(this.#cameraToggle, this.#wantsVideo && this.#hasCamera, this.#hasCamera, 'camera', 'Camera');
  }
}

function toggle(hook: string, act: () => void): HTMLButtonElement {
  return h('button', { type: 'button', class: 'round', hook, on: { click: act } }, icon('mic'));
}

function state(button: HTMLButtonElement, on: boolean, there: boolean, name: 'mic' | 'camera', what: string): void {
  const label = there ? `${what} ${on ? 'on' : 'off'}` : `No ${what.toLowerCase()}`;
  put(button, 'aria-label', label);
  put(button, 'title', label);
  put(button, 'aria-pressed', String(on));
  put(button, 'data-off', !on);
  const svg = button.querySelector('svg');
  if (svg !== null) {
    draw(svg, on ? name : `${name}-off`);
  }
}

function fill(select: HTMLSelectElement, devices: readonly MediaDeviceInfo[], chosen: string, none: string): void {
  select.replaceChildren(
    ...(devices.length === 0
      ? [h('option', { value: '' }, none)]
      : devices.map((device, i) => h('option', { value: device.deviceId }, device.label || `${none.replace('No ', '')} ${i + 1}`))),
  );
  select.disabled = devices.length === 0;
  if (devices.some((device) => device.deviceId === chosen)) {
    select.value = chosen;
  }
}
