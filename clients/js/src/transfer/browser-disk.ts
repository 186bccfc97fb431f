import { Problem } from '../problem.js';
import type { Disk } from './disk.js';
import { memoryDisk, problemOfDisk } from './disk.js';
import { databaseHaveMap, databaseSources } from './browser-database.js';
import type { Staging } from './staging.js';
import type { DiskAnswer, DiskRequest, Wish } from './staging-worker.js';

/** The folder in the browser's own file system (OPFS) in which transfers are put. */
export const FOLDER = 'holdline-transfers';

/** The server keeps what waits for its receiver for a day, and shows for an hour what is over. */
const LEFTOVER_MS = 26 * 3_600_000;

/** What TypeScript's description of pages lacks. */
interface Folder extends FileSystemDirectoryHandle {
  values(): AsyncIterable<FileSystemFileHandle>;
}

/** This browser's disk, or memory where it gives none, as in a private window of some. */
export function browserDisk(): Disk {
  const offered = typeof navigator !== 'undefined' && typeof navigator.storage?.getDirectory === 'function';
  if (!offered || typeof Worker !== 'function' || typeof indexedDB !== 'object') return memoryDisk();
  const clerk = new Clerk();
  const have = databaseHaveMap();
  return {
    have,
    sources: databaseSources(),
    open: (transferId) => clerk.open(transferId),
    async sweep(known, now) {
      for (const name of await leftovers(known, now)) {
        await have.remove(name);
        await clerk.remove(name);
      }
    },
  };
}

/** Of whatever room and user: what nobody has written to for so long is of no use to any. */
async function leftovers(known: ReadonlySet<string>, now: number): Promise<string[]> {
  const found: string[] = [];
  for await (const file of (await folderOf()).values()) {
    if (!known.has(file.name) && now - (await file.getFile()).lastModified > LEFTOVER_MS) found.push(file.name);
  }
  return found;
}

async function folderOf(): Promise<Folder> {
  return (await (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true })) as Folder;
}

/** Passes work to a worker, since only there a file of the browser's own file system can be written at any place. */
class Clerk {
  readonly #answers = new Map<number, { resolve(value: unknown): void; reject(problem: Problem): void }>();
  #worker: Worker | undefined;
  #number = 0;

  async open(name: string): Promise<Staging> {
    await this.#ask({ wish: 'open', name });
    return {
      write: async (at, bytes) => void (await this.#ask({ wish: 'write', name, at, bytes }, ownBuffer(bytes))),
      read: async (at, length) => (await this.#ask({ wish: 'read', name, at, length })) as Uint8Array,
      flush: async () => void (await this.#ask({ wish: 'flush', name })),
      slice: (at, length, type) => this.#slice(name, at, length, type),
      close: async () => void (await this.#ask({ wish: 'close', name })),
      remove: () => this.remove(name),
    };
  }

  async remove(name: string): Promise<void> {
    await this.#ask({ wish: 'remove', name });
  }

  /** The worker lets go of the file: from now on it is only read. */
  async #slice(name: string, at: number, length: number, type: string): Promise<Blob> {
    await this.#ask({ wish: 'close', name });
    const file = await (await (await folderOf()).getFileHandle(name)).getFile();
    return file.slice(at, at + length, type);
  }

  #ask(wish: Wish, handOver: Transferable[] = []): Promise<unknown> {
    this.#worker ??= this.#hire();
    const id = ++this.#number;
    const answer = new Promise((resolve, reject) => this.#answers.set(id, { resolve, reject }));
    const request: DiskRequest = { id, folder: FOLDER, ...wish };
    this.#worker.postMessage(request, handOver);
    return answer;
  }

  #hire(): Worker {
    const worker = new Worker(new URL('./staging-worker.js', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<DiskAnswer>) => {
      const waiting = this.#answers.get(data.id);
      this.#answers.delete(data.id);
      if (data.error) waiting?.reject(problemOfDisk(data.error));
      else waiting?.resolve(data.value);
    };
    worker.onerror = (event) => {
      for (const { reject } of this.#answers.values()) reject(new Problem('disk_failed', event.message));
      this.#answers.clear();
    };
    return worker;
  }
}

/** Bytes that have a buffer for themselves are handed over instead of copied. */
function ownBuffer(bytes: Uint8Array): Transferable[] {
  return bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength ? [bytes.buffer as ArrayBuffer] : [];
}
