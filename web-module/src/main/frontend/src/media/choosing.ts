/** What TypeScript's description of pages lacks, since not every browser has it. */
export interface Folder extends FileSystemDirectoryHandle {
  keys(): AsyncIterable<string>;
  values(): AsyncIterable<FileSystemFileHandle | Folder>;
}

interface Choosing {
  showOpenFilePicker?(options: { multiple: boolean }): Promise<FileSystemFileHandle[]>;
  showDirectoryPicker?(options?: { mode: 'readwrite' }): Promise<Folder>;
}

/** The browser's own dialogs for files, where it has them. */
export const choosing = globalThis as unknown as Choosing;

/** Nothing when the person thinks better of it. */
export async function unlessGivenUp<T>(choice: Promise<T>): Promise<T | undefined> {
  try {
    return await choice;
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') {
      return undefined;
    }
    throw thrown;
  }
}
