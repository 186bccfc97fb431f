/** The worker of `browser-disk.ts`: reads and writes at any place, and knows when it is on the disk. */

export type Wish =
  | { wish: 'open' | 'flush' | 'close' | 'remove'; name: string }
  | { wish: 'write'; name: string; at: number; bytes: Uint8Array }
  | { wish: 'read'; name: string; at: number; length: number };

export type DiskRequest = Wish & { id: number; folder: string };

export interface DiskAnswer {
  id: number;
  value?: unknown;
  error?: { name: string; message: string };
}

/** What TypeScript's description of pages lacks, since only workers have it. */
interface SyncHandle {
  write(bytes: Uint8Array, where: { at: number }): number;
  read(bytes: Uint8Array, where: { at: number }): number;
  flush(): void;
  close(): void;
}

interface SyncFile extends FileSystemFileHandle {
  createSyncAccessHandle(): Promise<SyncHandle>;
}

interface WorkerScope {
  onmessage: ((event: MessageEvent<DiskRequest>) => void) | null;
  postMessage(answer: DiskAnswer, handOver: Transferable[]): void;
}

const TRIES = 100;
const TRY_MS = 100;

const scope = globalThis as unknown as WorkerScope;
const handles = new Map<string, Promise<SyncHandle>>();

scope.onmessage = ({ data }) => {
  serve(data).then(
    (value) => scope.postMessage({ id: data.id, value }, value instanceof Uint8Array ? [value.buffer as ArrayBuffer] : []),
    (thrown: Error) => scope.postMessage({ id: data.id, error: { name: thrown.name, message: thrown.message } }, []),
  );
};

async function serve(asked: DiskRequest): Promise<Uint8Array | undefined> {
  const { folder, name } = asked;
  if (asked.wish === 'close' || asked.wish === 'remove') {
    await close(name);
    if (asked.wish === 'remove') await remove(folder, name);
    return undefined;
  }
  const handle = await handleOf(folder, name);
  if (asked.wish === 'write') write(handle, asked.at, asked.bytes);
  else if (asked.wish === 'read') return read(handle, asked.at, asked.length);
  else if (asked.wish === 'flush') handle.flush();
  return undefined;
}

/** In a private window Chromium throws nothing for a full disk: it answers the negative code of its error as a huge number. */
function write(handle: SyncHandle, at: number, bytes: Uint8Array): void {
  if (handle.write(bytes, { at }) !== bytes.length) throw new DOMException('The disk did not take all', 'QuotaExceededError');
}

function read(handle: SyncHandle, at: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  const taken = handle.read(bytes, { at });
  if (taken > length) throw new DOMException('The disk cannot be read', 'UnknownError');
  return taken === length ? bytes : bytes.slice(0, taken);
}

function handleOf(folder: string, name: string): Promise<SyncHandle> {
  let handle = handles.get(name);
  if (!handle) {
    handle = open(folder, name);
    handles.set(name, handle);
    handle.catch(() => handles.delete(name));
  }
  return handle;
}

/** A page that was loaded anew may come before the worker of the one before it has let go. */
async function open(folder: string, name: string): Promise<SyncHandle> {
  const place = await (await folderOf(folder)).getFileHandle(name, { create: true });
  for (let tried = 1; ; tried += 1) {
    try {
      return await (place as SyncFile).createSyncAccessHandle();
    } catch (thrown) {
      if ((thrown as Error).name !== 'NoModificationAllowedError' || tried === TRIES) throw thrown;
      await new Promise((passed) => setTimeout(passed, TRY_MS));
    }
  }
}

async function close(name: string): Promise<void> {
  const handle = handles.get(name);
  handles.delete(name);
  (await handle)?.close();
}

async function remove(folder: string, name: string): Promise<void> {
  try {
    await (await folderOf(folder)).removeEntry(name);
  } catch (thrown) {
    if ((thrown as Error).name !== 'NotFoundError') throw thrown;
  }
}

async function folderOf(folder: string): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(folder, { create: true });
}
