import type { OngoingRecording, Recording, RecordingQuality } from '@holdline/client';
import { sizeInWords } from './transfers.js';

/** Qualities as people know them. */
export const LINES: Readonly<Record<RecordingQuality, string>> = { low: '480p', medium: '720p', high: '1080p', ultra: '2160p' };

const OVER: Readonly<Record<Recording['status'], string>> = {
  pending: 'waits for somebody to send something',
  recording: 'being recorded',
  paused: 'paused',
  processing: 'being made ready',
  completed: '',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** What everybody is told while the room is recorded. */
export function recordingWords({ userId, username, status, changedBy }: OngoingRecording, me: string): string {
  if (status !== 'paused') return `This room is being recorded. ${userId === me ? 'You' : username} started it.`;
  if (changedBy === undefined) return 'The recording of this room is paused.';
  return `${changedBy.userId === me ? 'You have' : `${changedBy.username} has`} paused the recording of this room.`;
}

/** How long, such as 1:02:03. */
export function lengthOf(seconds: number): string {
  const whole = Math.round(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, at) => (at === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** What is said of one below its name. */
export function recordingFacts({ status, format, quality, seconds, bytes, error }: Recording): string {
  const facts = [OVER[status], error === undefined ? '' : `(${error.replaceAll('_', ' ')})`, `${format.toUpperCase()} ${LINES[quality]}`, lengthOf(seconds), bytes > 0 ? sizeInWords(bytes) : ''];
  return facts.filter((fact) => fact !== '').join(' · ');
}

/** Nothing happens to it any more. */
export function isOver({ status }: Recording): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled';
}
