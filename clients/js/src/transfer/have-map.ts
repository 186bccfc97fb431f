/**
 * Remembers over reloads which chunks of a transfer are on disk. It is told only after the bytes are there to stay, so what
 * it says is true after a power cut too; what it does not say yet is sent again.
 */
export interface HaveMap {
  /** Ranges of chunks; empty for a transfer that it does not know. */
  load(transferId: string): Promise<string>;
  save(transferId: string, ranges: string): Promise<void>;
  remove(transferId: string): Promise<void>;
}

/** Remembers as long as the process lives. */
export function memoryHaveMap(): HaveMap {
  const kept = new Map<string, string>();
  return {
    load: async (transferId) => kept.get(transferId) ?? '',
    save: async (transferId, ranges) => void kept.set(transferId, ranges),
    remove: async (transferId) => void kept.delete(transferId),
  };
}
