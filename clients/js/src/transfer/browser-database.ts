import { problemOfDisk } from './disk.js';
import type { HaveMap } from './have-map.js';
import { handleSource, type SourceStore } from './source.js';

const NAME = 'holdline-transfers';
const HAVE = 'have';
const SOURCES = 'sources';

let opened: Promise<IDBDatabase> | undefined;

/** A have-map that outlives the page, in IndexedDB. */
export function databaseHaveMap(): HaveMap {
  return {
    load: async (transferId) => ((await get(HAVE, transferId)) as string | undefined) ?? '',
    save: (transferId, ranges) => put(HAVE, transferId, ranges),
    remove: (transferId) => drop(HAVE, transferId),
  };
}

/** Where the files of our offers are to be found again, in IndexedDB, which keeps handles of files as they are. */
export function databaseSources(): SourceStore {
  return {
    async load(transferId) {
      const kept = (await get(SOURCES, transferId)) as { path: string; handle: FileSystemFileHandle }[] | undefined;
      return kept && Promise.all(kept.map(({ path, handle }) => handleSource(handle, path)));
    },
    save: (transferId, sources) => put(SOURCES, transferId, sources.map(({ path, handle }) => ({ path, handle }))),
    remove: (transferId) => drop(SOURCES, transferId),
  };
}

function open(): Promise<IDBDatabase> {
  if (!opened) {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      for (const store of [HAVE, SOURCES]) request.result.createObjectStore(store);
    };
    opened = resultOf(request);
    opened.catch(() => (opened = undefined));
  }
  return opened;
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(problemOfDisk(request.error!));
  });
}

async function get(store: string, key: string): Promise<unknown> {
  return resultOf((await open()).transaction(store).objectStore(store).get(key));
}

function put(store: string, key: string, value: unknown): Promise<void> {
  return change(store, (values) => values.put(value, key));
}

function drop(store: string, key: string): Promise<void> {
  return change(store, (values) => values.delete(key));
}

/** Relaxed: after a power cut it may say less than is true, never more. */
async function change(store: string, run: (values: IDBObjectStore) => void): Promise<void> {
  const transaction = (await open()).transaction(store, 'readwrite', { durability: 'relaxed' });
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(problemOfDisk(transaction.error!));
    run(transaction.objectStore(store));
  });
}
