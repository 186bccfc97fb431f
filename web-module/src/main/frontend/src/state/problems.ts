import { count } from './text.js';

const WORDS: Readonly<Record<string, string>> = {
  aborted: 'You stopped waiting.',
  connection_timeout: 'The room could not be reached. Try again.',
  database_unavailable: 'The server cannot look that up right now. Try again in a moment.',
  edit_too_late: 'It is too late to change this message.',
  files_differ: 'These are not the files that were offered. Choose the same ones, unchanged, or cancel and send these anew.',
  file_too_large: 'This is too large to be sent here. Send less at once, or ask whoever runs the server for more.',
  file_type_not_allowed: 'Files of this kind may not be sent here. Pack it into an archive, or send it another way.',
  host_required: 'A room is never without a host: make somebody else host first.',
  insufficient_role: 'Your role in this room does not allow that.',
  invitation_not_found: 'This invitation does not count any more. Ask for a new one.',
  max_participants_reached: 'There is no place left there.',
  max_rooms_reached: 'You have as many rooms as you may have.',
  message_not_found: 'This message is gone.',
  network: 'There is no line to the server right now.',
  permission_denied: 'You may not do that in this room.',
  recording_already_active: 'This room is being recorded already.',
  recording_capacity: 'The server has no capacity left for this recording. Choose a lower quality, or try again later.',
  recording_not_allowed: 'You may not have this room recorded.',
  recording_not_found: 'This recording is gone.',
  recording_unavailable: 'This server cannot record.',
  invalid_recording_state: 'This has changed meanwhile.',
  redis_unavailable: 'The server cannot do that right now. Try again in a moment.',
  room_already_exists: 'There is a room with this name already.',
  room_closed: 'This room is closed.',
  room_full: 'The room is full.',
  room_locked: 'The room is locked: nobody new comes in right now.',
  room_not_found: 'There is no such room, or it is only for its members.',
  service_unavailable: 'The server is busy. Try again in a moment.',
  storage_quota_exceeded: 'The server has no room left to keep this. Try again when the receiver is here: then it can go directly.',
  transfer_limit_reached: 'Too many files are under way already. Wait until some are through, or cancel one.',
  transfer_not_found: 'This transfer is over and forgotten. Send it again.',
  invalid_transfer_state: 'This has changed meanwhile.',
  disk_full: 'This device is full. Free some space, then ask for it to be sent again.',
  disk_failed: 'This device could not keep what arrived. Ask for it to be sent again, to another device if this one is damaged.',
  disk_in_use: 'Another window of this browser receives the same files.',
  unreadable: 'A file can no longer be read. If it was moved or renamed, choose it again where it is now.',
  source_changed: 'A file was changed while it was being sent. Send it again as it is now.',
  user_banned: 'You were removed from this room and cannot come back now.',
  user_not_found: 'This person has left.',
  user_not_in_room: 'You are not in this room.',
  waiting_room_rejected: 'You were not let in.',
};

/** Why something did not work, for people; what the server said where there are no better words. */
export function problemInWords(problem: unknown): string {
  const { code, message, retryAfterMs, details } = problem as { code?: string; message?: string; retryAfterMs?: number; details?: { reason?: unknown } };
  if (code === 'rate_limited' || code === 'rate_limit_exceeded') {
    const seconds = Math.ceil((retryAfterMs ?? 0) / 1000);
    return seconds > 1 ? `That was too fast. Wait ${count(seconds, 'second')}.` : 'That was too fast. Wait a moment.';
  }
  if (code === 'waiting_room_rejected' && typeof details?.reason === 'string') {
    return `You were not let in: “${details.reason}”`;
  }
  return WORDS[code ?? ''] ?? message ?? 'That did not work.';
}
