import type { ReceivedFile } from '@holdline/client';
import { choosing, unlessGivenUp, type Folder } from './choosing.js';

/** A browser has read what it saves long before. */
const KEPT_MS = 600_000;

/** Gives a file to the browser's downloads. */
export async function save(file: ReceivedFile): Promise<void> {
  const url = URL.createObjectURL(await file.blob());
  const link = Object.assign(document.createElement('a'), { href: url, download: file.path.slice(file.path.lastIndexOf('/') + 1) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}

/** Puts files below a new folder in one that the person chooses, or one by one into the downloads; answers whether it was done. */
export async function saveAll(files: readonly ReceivedFile[], name: string): Promise<boolean> {
  if (files.length === 1 || choosing.showDirectoryPicker === undefined) {
    for (const file of files) {
      await save(file);
    }
    return true;
  }
  const destination = await unlessGivenUp(choosing.showDirectoryPicker({ mode: 'readwrite' }));
  if (destination === undefined) {
    return false;
  }
  const folder = await newFolder(destination, name);
  for (const file of files) {
    const names = file.path.split('/');
    await write(await below(folder, names[0] === name ? names.slice(1) : names), file);
  }
  return true;
}

/** Nothing that is there is overwritten. */
async function newFolder(parent: Folder, name: string): Promise<FileSystemDirectoryHandle> {
  const taken = new Set<string>();
  for await (const other of parent.keys()) {
    taken.add(other);
  }
  let free = name;
  for (let number = 2; taken.has(free); number += 1) {
    free = `${name} (${number})`;
  }
  return parent.getDirectoryHandle(free, { create: true });
}

async function below(folder: FileSystemDirectoryHandle, names: readonly string[]): Promise<FileSystemFileHandle> {
  let place = folder;
  for (const name of names.slice(0, -1)) {
    place = await place.getDirectoryHandle(name, { create: true });
  }
  return place.getFileHandle(names.at(-1) as string, { create: true });
}

async function write(place: FileSystemFileHandle, file: ReceivedFile): Promise<void> {
  await (await file.blob()).stream().pipeTo(await place.createWritable());
}
