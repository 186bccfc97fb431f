import { Problem } from '../problem.js';
import { type HaveMap, memoryHaveMap } from './have-map.js';
import type { SourceStore } from './source.js';
import { memoryStaging, type Staging } from './staging.js';

/** Where transfers are put until they are whole, and what is known of them over reloads. */
export interface Disk {
  readonly have: HaveMap;
  /** Absent where files cannot be found again: after a reload they have to be given again. */
  readonly sources?: SourceStore;
  /** The place of one transfer: what was put there before, or a new one of that size. */
  open(transferId: string, sizeBytes: number): Promise<Staging>;
  /** Deletes what is left of transfers that are over for long; `known`: those that are not. Absent where nothing outlives the page. */
  sweep?(known: ReadonlySet<string>, now: number): Promise<void>;
}

/** Everything in memory: a transfer goes on over any number of lost lines, but not over a reload. */
export function memoryDisk(): Disk {
  const places = new Map<string, Staging>();
  return {
    have: memoryHaveMap(),
    open: async (transferId, sizeBytes) => {
      const staging = places.get(transferId) ?? memoryStaging(sizeBytes);
      places.set(transferId, staging);
      return { ...staging, remove: async () => (places.delete(transferId), staging.remove()) };
    },
  };
}

/** What a browser throws when its disk fails, in codes of ours. */
export function problemOfDisk({ name, message }: { name: string; message: string }): Problem {
  if (name === 'QuotaExceededError') return new Problem('disk_full', message);
  if (name === 'NoModificationAllowedError') return new Problem('disk_in_use', 'Another page of this browser receives the same files');
  return new Problem('disk_failed', message);
}
