/** A file that is to be sent. It may be read at any place, more than once, and again after a loss. */
export interface FileSource {
  /** Relative, with `/` between its names. */
  readonly path: string;
  readonly size: number;
  readonly type?: string;
  readonly modifiedAt?: string;
  /** Its bytes as the browser holds them, where it does: many of them are read faster together. */
  readonly blob?: Blob;
  /** Where the browser finds it again after a reload. */
  readonly handle?: FileSystemFileHandle;
  /** Rejects when the file is gone, was changed or may not be read any more. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** Remembers over reloads where the files of our offers are. */
export interface SourceStore {
  /** Nothing when they are not known; rejected when one of them is gone or may not be read without asking. */
  load(transferId: string): Promise<FileSource[] | undefined>;
  save(transferId: string, sources: readonly FileSource[]): Promise<void>;
  remove(transferId: string): Promise<void>;
}

/** A browser's file, under the path it has in a folder that was dropped or chosen, or under another. */
export function blobSource(blob: Blob, path = pathOf(blob)): FileSource {
  const modified = (blob as Partial<File>).lastModified;
  return {
    path: path.normalize('NFC'),
    size: blob.size,
    blob,
    ...(blob.type === '' ? {} : { type: blob.type }),
    ...(modified === undefined ? {} : { modifiedAt: new Date(modified).toISOString() }),
    read: async (offset, length) => new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer()),
  };
}

/**
 * A file of which the browser gave a handle, as its dialogs and `DataTransferItem.getAsFileSystemHandle()` do: after a
 * reload it is found again, and read without asking where the browser allows that.
 */
export async function handleSource(handle: FileSystemFileHandle, path = handle.name): Promise<FileSource> {
  return { ...blobSource(await handle.getFile(), path), handle };
}

/** Bytes that are in memory. */
export function bytesSource(path: string, bytes: Uint8Array, more: { type?: string; modifiedAt?: string } = {}): FileSource {
  return { path: path.normalize('NFC'), size: bytes.length, ...more, read: async (offset, length) => bytes.subarray(offset, offset + length) };
}

function pathOf(blob: Blob): string {
  const { webkitRelativePath, name } = blob as Partial<File>;
  return webkitRelativePath || name || 'file';
}
