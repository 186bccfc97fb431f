import type { Position } from './cursor.js';
import type { ReconnectionDetected, RoomState } from './wire.js';
import type { Recovered } from './types.js';

/** What the server's answer to a resume means for a client that stood at `before`. */
export function recoveredFrom(told: ReconnectionDetected, before: Position | undefined): Recovered {
  const recovered: Recovered = {
    missedMessages: told.missed_message_count,
    toSequence: told.to_sequence,
    durationMs: Math.round(told.disconnect_duration * 1_000),
    truncated: told.truncated,
  };
  if (told.reason !== undefined) recovered.reason = told.reason;
  if (told.missing) {
    recovered.missing = { fromSequence: told.missing.from_sequence, toSequence: told.missing.to_sequence };
  }
  if (!told.truncated && before) Object.assign(recovered, untold(told, before));
  return recovered;
}

/** A replay that starts after our place, or in another epoch, is a gap even if nobody calls it one. */
function untold(told: ReconnectionDetected, before: Position): Partial<Recovered> {
  if (told.epoch !== before.epoch) return { truncated: true, reason: 'epoch-changed' };
  if (told.from_sequence <= before.sequence) return {};
  return {
    truncated: true,
    reason: 'unknown-position',
    missing: { fromSequence: before.sequence + 1, toSequence: told.from_sequence },
  };
}

/**
 * Where the messages that follow start; undefined when that is where we are. With a missing range what there still is
 * around it follows; without one nothing of the past does, and the snapshot is the place to go on from.
 */
export function startOf(told: ReconnectionDetected, before: Position | undefined): Position | undefined {
  const comparable = before?.epoch === told.epoch && (!told.truncated || told.missing !== undefined);
  if (comparable) {
    return told.from_sequence > before.sequence ? { epoch: told.epoch, sequence: told.from_sequence } : undefined;
  }
  if (told.truncated) return { epoch: told.epoch, sequence: told.snapshot?.sequence ?? told.to_sequence };
  return { epoch: told.epoch, sequence: Math.max(0, Math.min(told.from_sequence, told.to_sequence)) };
}

/** The old session has ended meanwhile: whatever was said between it and the new one's snapshot is not replayed. */
export function recoveredInNewSession(before: Position, state: RoomState, durationMs: number): Recovered {
  const recovered = { missedMessages: 0, toSequence: state.sequence, durationMs };
  if (before.epoch !== state.epoch) return { ...recovered, truncated: true, reason: 'epoch-changed' };
  if (state.sequence <= before.sequence) return { ...recovered, truncated: false };
  return {
    ...recovered,
    truncated: true,
    reason: 'expired',
    missing: { fromSequence: before.sequence + 1, toSequence: state.sequence },
  };
}
