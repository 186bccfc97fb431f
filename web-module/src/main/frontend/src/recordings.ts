import type { Recording, RecordingFormat, RecordingQuality, Room } from '@holdline/client';
import { attempt } from './attempt.js';
import { Glance } from './state/glance.js';
import type { RoomState } from './state/room-state.js';
import type { Store } from './state/store.js';

/** The recordings of the room: what the SDK tells of them becomes state, what a person does becomes calls of the SDK. */
export class RoomRecordings {
  readonly #room: Room;
  readonly #store: Store<RoomState>;
  readonly #notice: (text: string) => void;
  readonly #list: Glance<readonly Recording[]>;

  constructor(room: Room, store: Store<RoomState>, notice: (text: string) => void) {
    this.#room = room;
    this.#store = store;
    this.#notice = notice;
    this.#list = new Glance<readonly Recording[]>(() => room.recordings.list(), (recordings) => store.set({ recordings }));
    room.on('recording', (recording) => {
      store.set({ recording });
      this.look();
    });
    room.on('message', ({ type }) => {
      if (type.startsWith('recording-') && type !== 'recording-status') {
        this.look();
      }
    });
  }

  /** Whether one may have the room recorded. */
  get allowed(): boolean {
    return this.#room.may('can_record');
  }

  /** Reads which there are; asked for when they are shown. */
  look(): void {
    if (this.#store.state.panel === 'recordings') {
      void this.#list.look();
    }
  }

  start(format: RecordingFormat, quality: RecordingQuality): Promise<boolean> {
    return this.#try(() => this.#room.recordings.start({ format, quality }));
  }

  pause(id: string): Promise<boolean> {
    return this.#try(() => this.#room.recordings.pause(id));
  }

  resume(id: string): Promise<boolean> {
    return this.#try(() => this.#room.recordings.resume(id));
  }

  stop(id: string): Promise<boolean> {
    return this.#try(() => this.#room.recordings.stop(id));
  }

  cancel(id: string): Promise<boolean> {
    return this.#try(() => this.#room.recordings.cancel(id));
  }

  async remove(id: string): Promise<boolean> {
    const gone = await this.#try(() => this.#room.recordings.remove(id));
    this.look();
    return gone;
  }

  /** The thumbnail as an address within the page; nothing where there is none. */
  async picture(id: string): Promise<string | undefined> {
    try {
      const thumbnail = (await this.#room.recordings.files(id)).find(({ kind }) => kind === 'thumbnail');
      return thumbnail && URL.createObjectURL(new Blob([(await this.#room.recordings.fetch(id, thumbnail.name)) as BlobPart], { type: thumbnail.type }));
    } catch {
      return undefined; // it goes without
    }
  }

  /** An address that this page may play or save the film from. */
  async film(id: string): Promise<{ url: string; name: string } | undefined> {
    let found: { url: string; name: string } | undefined;
    await this.#try(async () => {
      const [first] = await this.#room.recordings.files(id);
      if (first !== undefined) {
        found = { url: (await this.#room.recordings.link(id, first.name, 'server')).url, name: first.name };
      }
    });
    return found;
  }

  #try(act: () => Promise<unknown>): Promise<boolean> {
    return attempt(act, this.#notice);
  }
}
