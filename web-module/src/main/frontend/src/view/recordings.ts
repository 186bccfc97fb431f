import type { OngoingRecording, Recording, RecordingFormat, RecordingQuality } from '@holdline/client';
import type { Call } from '../call.js';
import { moderates } from '../state/rank.js';
import { isOver, LINES, recordingFacts } from '../state/recordings.js';
import type { RoomState } from '../state/room-state.js';
import { h, put, reconcile, write } from './dom.js';
import { icon } from './icons.js';
import { asking } from './person-card.js';

const FORMATS: readonly RecordingFormat[] = ['webm', 'mp4', 'mkv'];

/** What is recorded now, and the recordings that there are: to play, to save, to delete. */
export class RecordingsPanel {
  readonly element: HTMLElement;
  readonly #call: Call;
  readonly #format = h('select', { hook: 'recording-format', 'aria-label': 'Format' }, ...FORMATS.map((format) => h('option', { value: format }, format.toUpperCase())));
  readonly #quality = h('select', { hook: 'recording-quality', 'aria-label': 'Quality' },
    ...Object.entries(LINES).map(([quality, lines]) => h('option', { value: quality, selected: quality === 'medium' }, lines)));
  readonly #start: HTMLElement;
  readonly #pause = h('button', { type: 'button', class: 'button quiet', hook: 'recording-pause', on: { click: () => this.#pauseOrGoOn() } });
  readonly #running: HTMLElement;
  readonly #hint = h('p', { class: 'muted' });
  readonly #list = h('ul', { class: 'recordings', hook: 'recording-list', 'aria-label': 'Recordings of this room' });
  readonly #pictures = new Set<string>();

  constructor(call: Call) {
    this.#call = call;
    const { recordings } = call;
    this.#start = h('form', { class: 'row-form', hook: 'recording-form', on: { submit: (event) => this.#begin(event) } },
      this.#format, this.#quality, h('button', { type: 'submit', class: 'button primary', hook: 'recording-start' }, icon('record'), h('span', {}, 'Record')));
    this.#running = h('div', { class: 'chips', hook: 'recording-running' }, this.#pause,
      h('button', { type: 'button', class: 'button primary', hook: 'recording-stop', on: { click: () => void this.#now((id) => recordings.stop(id)) } }, 'Stop'),
      asking('recording-cancel', 'Discard', 'Keep nothing of it?', () => this.#now((id) => recordings.cancel(id))));
    this.element = h('div', { class: 'scroll recordings-panel', hook: 'recordings-panel' },
      h('section', { class: 'files-send', 'aria-label': 'Record this room' }, this.#start, this.#running, this.#hint), this.#list);
  }

  update(state: RoomState): void {
    const { recording } = state;
    const { allowed } = this.#call.recordings;
    const decides = recording !== undefined && (recording.userId === state.me.userId || moderates(state.me.role));
    this.#start.hidden = recording !== undefined || !allowed;
    this.#running.hidden = !decides;
    write(this.#pause, recording?.status === 'paused' ? 'Go on' : 'Pause');
    this.#pause.disabled = recording?.status === 'pending';
    const words = hint(recording, allowed);
    write(this.#hint, words);
    this.#hint.hidden = words === '';
    reconcile(this.#list, state.recordings, ({ id }) => id, (each) => this.#row(each), (row, each) => this.#show(row, each, state));
  }

  close(): void {
    for (const url of this.#pictures) {
      URL.revokeObjectURL(url);
    }
  }

  #row({ id, createdAt, username }: Recording): HTMLElement {
    const { recordings } = this.#call;
    const play = h('button', { type: 'button', class: 'button quiet', hook: 'recording-play', on: { click: () => void this.#play(id) } }, icon('play'), h('span', {}, 'Play'));
    const save = h('button', { type: 'button', class: 'button quiet', hook: 'recording-save', on: { click: () => void this.#save(id) } }, icon('download'), h('span', {}, 'Save'));
    return h('li', { class: 'recording', hook: 'recording', 'data-recording': id },
      h('div', { class: 'recording-picture' }),
      h('div', { class: 'recording-words' }, h('strong', {}, new Date(createdAt).toLocaleString()), h('span', { class: 'setting-note' }, `by ${username}`), h('span', { class: 'setting-note recording-facts' })),
      h('div', { class: 'chips' }, play, save, asking('recording-delete', 'Delete', 'Delete it for good?', () => recordings.remove(id))));
  }

  #show(row: HTMLElement, recording: Recording, state: RoomState): void {
    const part = <E extends HTMLElement>(selector: string) => row.querySelector(selector) as E;
    const ready = recording.status === 'completed';
    put(row, 'data-status', recording.status);
    write(part('.recording-facts'), recordingFacts(recording));
    part('[data-testid="recording-play"]').hidden = !ready;
    part('[data-testid="recording-save"]').hidden = !ready;
    part('[data-testid="recording-delete"]').hidden = !isOver(recording) || !(recording.userId === state.me.userId || moderates(state.me.role));
    if (ready && row.dataset['pictured'] === undefined) {
      row.dataset['pictured'] = '';
      void this.#picture(recording.id);
    }
  }

  #place(id: string): HTMLElement | null {
    return this.#list.querySelector(`[data-recording="${id}"] .recording-picture`);
  }

  async #picture(id: string): Promise<void> {
    const url = await this.#call.recordings.picture(id);
    if (url !== undefined) {
      this.#pictures.add(url);
      this.#place(id)?.replaceChildren(h('img', { src: url, alt: '' }));
    }
  }

  async #play(id: string): Promise<void> {
    const film = await this.#call.recordings.film(id);
    if (film !== undefined) {
      const player = h('video', { src: film.url, controls: true, hook: 'recording-player' });
      this.#place(id)?.replaceChildren(player);
      await player.play().catch(() => undefined); // then somebody presses play
    }
  }

  async #save(id: string): Promise<void> {
    const film = await this.#call.recordings.film(id);
    if (film !== undefined) {
      h('a', { href: film.url, download: film.name }).click();
    }
  }

  #begin(event: Event): void {
    event.preventDefault();
    void this.#call.recordings.start(this.#format.value as RecordingFormat, this.#quality.value as RecordingQuality);
  }

  #pauseOrGoOn(): void {
    const paused = this.#call.store.state.recording?.status === 'paused';
    void this.#now((id) => (paused ? this.#call.recordings.resume(id) : this.#call.recordings.pause(id)));
  }

  #now(act: (id: string) => Promise<boolean>): Promise<boolean> {
    const { recording } = this.#call.store.state;
    return recording === undefined ? Promise.resolve(false) : act(recording.id);
  }
}

function hint(recording: OngoingRecording | undefined, allowed: boolean): string {
  if (recording === undefined) {
    return allowed ? 'Everybody in the room is told.' : 'You may not have this room recorded.';
  }
  return recording.status === 'pending' ? 'It begins as soon as somebody sends sound or a picture.' : '';
}
