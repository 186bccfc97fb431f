import type { FileSource, FileTransfer, ReceivedFile, Room } from '@holdline/client';
import { saveAll } from './media/saving.js';
import { KnownNames } from './state/known-names.js';
import { attempt } from './attempt.js';
import type { RoomState } from './state/room-state.js';
import type { Store } from './state/store.js';
import { news } from './state/transfers.js';

const EVENTS = ['file-offer', 'file-changed', 'file-progress', 'file-complete', 'file-ended'] as const;
const PREVIEW = /^image\/(png|jpeg|gif|webp|avif)$/;
const PREVIEW_MAX_BYTES = 20_000_000;
const EVERYBODY = '*';

/** Files between us and the others: what the SDK tells of them becomes state, what a person does becomes calls of the SDK. */
export class Transfers {
  readonly #room: Room;
  readonly #store: Store<RoomState>;
  readonly #notice: (text: string) => void;
  readonly #own = new Map<string, Blob>();
  readonly #names = new KnownNames();

  constructor(room: Room, store: Store<RoomState>, notice: (text: string) => void) {
    this.#room = room;
    this.#store = store;
    this.#notice = notice;
    for (const event of EVENTS) {
      room.files.on(event, (transfer) => this.#told(transfer));
    }
    store.watch(({ participants }) => this.#names.learn(participants));
    this.#refresh();
  }

  /** Whether files may be sent here. */
  get allowed(): boolean {
    return this.#room.may('can_share_files');
  }

  /** Who is at the other end. */
  nameOf({ direction, senderId, receiverId }: FileTransfer): string {
    const other = direction === 'in' ? senderId : receiverId;
    return this.#names.of(other) ?? 'somebody';
  }

  /** Offers what was dropped or chosen, to one or, without a name, to everybody. */
  async offer(finding: Promise<readonly FileSource[]>, to: string = EVERYBODY): Promise<void> {
    await this.#try(async () => {
      const sources = await finding;
      if (sources.length === 0) {
        return;
      }
      this.#store.set({ panel: 'files' });
      const made = await this.#room.files.offer(sources, { to, chunking: this.#wasSent(sources) ? 'content-defined' : 'fixed' });
      const [only] = sources;
      for (const { id } of sources.length === 1 && only?.blob !== undefined ? made : []) {
        this.#own.set(id, only!.blob!);
      }
    });
  }

  /** Takes what is offered; what earlier files of the same name hold need not travel. */
  accept(id: string): Promise<void> {
    return this.#try(async () => this.#room.files.accept(id, { earlier: await this.#earlier(id) }));
  }

  reject(id: string): Promise<void> {
    return this.#try(() => this.#room.files.reject(id));
  }

  pause(id: string): Promise<void> {
    return this.#try(() => this.#room.files.pause(id));
  }

  resume(id: string): Promise<void> {
    return this.#try(() => this.#room.files.resume(id));
  }

  cancel(id: string): Promise<void> {
    return this.#try(() => this.#room.files.cancel(id));
  }

  /** The same files once more, after a reload. */
  provide(id: string, finding: Promise<readonly FileSource[]>): Promise<void> {
    return this.#try(async () => {
      const sources = await finding;
      if (sources.length > 0) {
        await this.#room.files.provide(id, sources);
      }
    });
  }

  received(id: string): ReceivedFile[] {
    return this.#room.files.received(id);
  }

  save(id: string, name: string): Promise<void> {
    return this.#try(() => saveAll(this.received(id), name));
  }

  /** Takes it off the list, and what has arrived off this device. */
  remove(id: string): Promise<void> {
    return this.#try(async () => {
      await this.#room.files.discard(id);
      this.#own.delete(id);
      this.#refresh();
    });
  }

  /** A picture to show small, where it is one. */
  async preview({ id, direction, state, type, sizeBytes, fileCount }: FileTransfer): Promise<Blob | undefined> {
    if (fileCount !== 1 || !PREVIEW.test(type ?? '') || sizeBytes > PREVIEW_MAX_BYTES) {
      return undefined;
    }
    if (direction === 'out') {
      return this.#own.get(id);
    }
    const [file] = state === 'completed' ? this.received(id) : [];
    return file?.blob();
  }

  #told(transfer: FileTransfer): void {
    const before = this.#store.state.transfers.find(({ id }) => id === transfer.id);
    const said = news(transfer, before, this.nameOf(transfer));
    this.#refresh();
    if (said !== undefined) {
      this.#store.set({ fileNews: said });
    }
  }

  #refresh(): void {
    this.#store.set({ transfers: this.#room.files.list() });
  }

  /** Something of that name went out before: then most of it may be there already. */
  #wasSent([first]: readonly FileSource[]): boolean {
    const top = first?.path.split('/')[0];
    return this.#store.state.transfers.some(({ direction, filename }) => direction === 'out' && filename === top);
  }

  async #earlier(id: string): Promise<Blob[]> {
    const { transfers } = this.#store.state;
    const offered = transfers.find((transfer) => transfer.id === id);
    const same = transfers.findLast((other) => other.direction === 'in' && other.state === 'completed' && other.filename === offered?.filename && other.senderId === offered.senderId);
    return same === undefined ? [] : Promise.all(this.received(same.id).map((file) => file.blob()));
  }

  async #try(act: () => Promise<unknown>): Promise<void> {
    await attempt(act, this.#notice);
  }
}
