import { blobSource, handleSource, type FileSource } from '@holdline/client';
import { choosing, unlessGivenUp, type Folder } from './choosing.js';

const FILES_MAX = 100_000;

/** What TypeScript's description of pages lacks, since not every browser has it. */
interface Droppable extends DataTransferItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

/** Whether files are being dragged, and not words or links. */
export function bringsFiles(data: DataTransfer | null): boolean {
  return data?.types.includes('Files') ?? false;
}

/**
 * Everything that was dropped, folders with all that is in them. The browser shows it only during the event, so this is
 * called there; where it gives handles, a transfer goes on by itself after a reload.
 */
export async function dropped(data: DataTransfer): Promise<FileSource[]> {
  const items = [...data.items].filter(({ kind }) => kind === 'file');
  const seen = items.map((item: Droppable) => ({ handle: item.getAsFileSystemHandle?.(), entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found: FileSource[] = [];
  for (const { handle, entry, file } of seen) {
    const held = await handle?.catch(() => null);
    if (held) {
      await walk(held as FileSystemFileHandle | Folder, held.name, found);
    } else if (entry) {
      await climb(entry, entry.name, found);
    } else if (file) {
      found.push(blobSource(file));
    }
  }
  return inOrder(found);
}

/** Asks for files; nothing when the person thinks better of it. */
export async function chooseFiles(): Promise<FileSource[]> {
  if (choosing.showOpenFilePicker === undefined) {
    return chosen({ multiple: true });
  }
  const handles = await unlessGivenUp(choosing.showOpenFilePicker({ multiple: true }));
  return Promise.all((handles ?? []).map((handle) => handleSource(handle)));
}

/** Asks for a folder and takes all that is in it. */
export async function chooseFolder(): Promise<FileSource[]> {
  if (choosing.showDirectoryPicker === undefined) {
    return chosen({ webkitdirectory: true });
  }
  const folder = await unlessGivenUp(choosing.showDirectoryPicker());
  const found: FileSource[] = [];
  if (folder !== undefined) {
    await walk(folder, folder.name, found);
  }
  return inOrder(found);
}

function chosen(how: { multiple?: boolean; webkitdirectory?: boolean }): Promise<FileSource[]> {
  const input = Object.assign(document.createElement('input'), { type: 'file', ...how });
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])].map((file) => blobSource(file))));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}

async function walk(handle: FileSystemFileHandle | Folder, path: string, found: FileSource[]): Promise<void> {
  if (handle.kind === 'file') {
    add(found, await handleSource(handle, path));
    return;
  }
  for await (const child of handle.values()) {
    await walk(child, `${path}/${child.name}`, found);
  }
}

/** The older way, which gives no handles. */
async function climb(entry: FileSystemEntry, path: string, found: FileSource[]): Promise<void> {
  if (entry.isFile) {
    add(found, blobSource(await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)), path));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const read = () => new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
  for (let children = await read(); children.length > 0; children = await read()) {
    for (const child of children) {
      await climb(child, `${path}/${child.name}`, found);
    }
  }
}

/** A browser lists a folder in any order, and people read it. */
function inOrder(sources: FileSource[]): FileSource[] {
  return sources.sort((one, other) => one.path.localeCompare(other.path, undefined, { numeric: true }));
}

function add(found: FileSource[], source: FileSource): void {
  if (found.length === FILES_MAX) {
    throw new Error(`More than ${FILES_MAX.toLocaleString()} files cannot be sent at once.`);
  }
  found.push(source);
}
