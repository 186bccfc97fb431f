import type { FileTransfer } from '@holdline/client';
import { count, elapsed } from './text.js';

const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;

const AGAIN = 'This page was loaded anew: choose the same files again, and it goes on where it was.';

/** Why a transfer failed, and what can be done about it. */
const FAILURES: Readonly<Record<string, string>> = {
  disk_full: 'The receiver’s device is full. Free some space there and send it again.',
  disk_failed: 'The receiver’s device could not keep it. Send it again, to another device if this one is damaged.',
  source_changed: 'The file was changed while it was being sent. Send it again as it is now.',
  unreadable: 'The file can no longer be read. If it was moved or renamed, choose it again where it is now.',
  digest_mismatch: 'What arrived was not what was sent, again and again. Send it once more.',
  expired: 'Nothing moved for too long. Send it again.',
  participant_removed: 'One of you was removed from the room.',
  ended_by_administrator: 'An administrator ended it.',
  file_infected: 'A virus was found in it, so the server did not pass it on.',
  malicious_file_detected: 'The server takes it for a harmful program and did not pass it on.',
};

/** "640 bytes", "1.2 MB", "37 MB". */
export function sizeInWords(bytes: number): string {
  if (bytes < 1_000) {
    return count(bytes, 'byte');
  }
  let value = bytes / 1_000;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}

/** "plan.pdf" or "trip, 12 files". */
export function contentInWords({ filename, fileCount }: FileTransfer): string {
  return fileCount === 1 ? filename : `${filename}, ${count(fileCount, 'file')}`;
}

/** Whether it is still to be decided, going on, or waiting. */
export function isOpen({ state }: FileTransfer): boolean {
  return state === 'pending' || state === 'active' || state === 'paused';
}

/** Offers that wait for our answer, the oldest first. */
export function unanswered(transfers: readonly FileTransfer[]): FileTransfer[] {
  return transfers.filter(({ direction, state, elsewhere }) => direction === 'in' && state === 'pending' && !elsewhere);
}

/** How a transfer stands, in a line. `other` is the one at its other end. */
export function standing(transfer: FileTransfer, other: string): string {
  if (transfer.elsewhere && isOpen(transfer)) {
    return 'Goes on in another window of yours.';
  }
  switch (transfer.state) {
    case 'pending':
      return transfer.direction === 'in' ? `${other} wants to send you this.` : waiting(transfer, other);
    case 'active':
      return moving(transfer, other);
    case 'paused':
      return transfer.needsFiles ? `${paused(transfer, other)} ${AGAIN}` : paused(transfer, other);
    case 'completed':
      return over(transfer, other);
    case 'cancelled':
      return 'Declined or taken back.';
    case 'failed':
      return FAILURES[transfer.error ?? ''] ?? 'It did not arrive. Send it again.';
  }
}

function waiting(transfer: FileTransfer, other: string): string {
  return beforehand(transfer) ?? (transfer.via === 'relay' ? kept(transfer, other) : `Waits for ${other} to accept.`);
}

/** What has to be done before anything can go. */
function beforehand({ needsFiles, prepared }: FileTransfer): string | undefined {
  if (needsFiles) {
    return AGAIN;
  }
  return prepared < 1 ? `Being read, ${Math.floor(prepared * 100)} %` : undefined;
}

function kept(transfer: FileTransfer, other: string): string {
  return transfer.percent === 100 ? `Kept at the server until ${other} is back; you may leave.` : `${other} is away: goes to the server${pace(transfer)}`;
}

function moving(transfer: FileTransfer, other: string): string {
  const before = beforehand(transfer);
  if (before !== undefined) {
    return before;
  }
  if (transfer.via === undefined) {
    return transfer.percent === 100 ? 'Being checked…' : 'Looking for a way…';
  }
  if (transfer.via === 'relay' && transfer.direction === 'out' && transfer.percent === 100) {
    return `Kept at the server; ${other} gets it from there.`;
  }
  return `${transfer.via === 'direct' ? 'Directly' : 'Through the server'}${pace(transfer)}`;
}

function pace({ bytesPerSecond, secondsLeft }: FileTransfer): string {
  const speed = bytesPerSecond === undefined ? '' : ` · ${sizeInWords(bytesPerSecond)}/s`;
  return speed + (secondsLeft === undefined ? '' : ` · ${elapsed(secondsLeft * 1_000)} left`);
}

function paused({ pausedBy, direction }: FileTransfer, other: string): string {
  const we = direction === 'out' ? 'sender' : 'receiver';
  if (pausedBy.includes(we)) {
    return 'Paused by you.';
  }
  return pausedBy.some((by) => by !== 'system') ? `Paused by ${other}.` : `Goes on as soon as ${other} is back.`;
}

function over({ direction, sizeBytes, sparedBytes }: FileTransfer, other: string): string {
  const done = direction === 'in' ? 'Arrived, every byte checked.' : `${other} has it, every byte checked.`;
  return sparedBytes === 0 ? done : `${done} Only ${sizeInWords(sizeBytes - sparedBytes)} had to travel: the rest was there already.`;
}

/** What is worth saying aloud when a transfer is another than before; nothing otherwise. */
export function news(now: FileTransfer, before: FileTransfer | undefined, other: string): string | undefined {
  if (before?.state === now.state || (before === undefined && !isOpen(now))) {
    return undefined;
  }
  return before === undefined && now.direction === 'out' ? undefined : `${contentInWords(now)}: ${standing(now, other)}`;
}
