import type { ServerPayloads, WireOngoingRecording, WireRaisedHand, WireRecording, WireRoomSettings, WireRoomState } from './protocol.js';
import type { OngoingRecording, RaisedHand, RoomSettings } from './types.js';
import type { RoomEnvelope } from './wire.js';

/** What is kept of it over a reload. */
export interface AgreementRecord {
  settings: WireRoomSettings;
  hands: WireRaisedHand[];
  /** Absent while nobody records the room. */
  recording?: RecordingRecord | undefined;
}

type RecordingRecord = Omit<WireOngoingRecording, 'recorder_session_id'>;

/** What the room has agreed on beside who is there, as the messages of the log tell it. */
export class Agreement {
  #now: AgreementRecord | undefined;

  constructor(kept: AgreementRecord | undefined) {
    this.#now = kept;
  }

  get record(): AgreementRecord | undefined {
    return this.#now;
  }

  get settings(): RoomSettings | undefined {
    return this.#now?.settings;
  }

  get hands(): RaisedHand[] {
    return (this.#now?.hands ?? []).map((hand) => ({
      userId: hand.user_id,
      username: hand.username,
      raisedAt: hand.raised_at,
      position: hand.position,
    }));
  }

  /** The recording that is made of the room. */
  get recording(): OngoingRecording | undefined {
    const recording = this.#now?.recording;
    return (
      recording && {
        id: recording.recording_id,
        userId: recording.user_id,
        username: recording.username,
        startedAt: recording.started_at,
        status: recording.status,
        quality: recording.quality,
        ...changedBy(recording),
      }
    );
  }

  /** Takes a snapshot instead of what was known. */
  replace({ settings, hands, recording }: Pick<WireRoomState, 'settings' | 'hands' | 'recording'>): void {
    this.#now = { settings, hands, recording };
  }

  /** Applies a message; answers whether it changed anything. */
  apply(envelope: RoomEnvelope): boolean {
    if (this.#now === undefined) return false;
    switch (envelope.type) {
      case 'room-settings-update':
        this.#now = { ...this.#now, settings: envelope.payload.settings };
        return true;
      case 'hand-raise-queue':
        this.#now = { ...this.#now, hands: envelope.payload.queue };
        return true;
      case 'recording-started':
      case 'recording-paused':
      case 'recording-resumed':
        this.#now = { ...this.#now, recording: ongoing(envelope.payload) };
        return true;
      case 'recording-stopped':
      case 'recording-cancelled':
      case 'recording-failed':
        return this.#recordingEnded(envelope.payload.recording_id);
      default:
        return false;
    }
  }

  /** What is said in passing of the recording; answers whether it changed anything. */
  stands({ recording_id: id, status }: ServerPayloads['recording-status']): boolean {
    const recording = this.#now?.recording;
    if (recording?.recording_id !== id || recording.status !== 'pending' || status !== 'recording') return false;
    this.#now = { ...this.#now!, recording: { ...recording, status } };
    return true;
  }

  #recordingEnded(id: string): boolean {
    if (this.#now?.recording?.recording_id !== id) return false;
    this.#now = { ...this.#now, recording: undefined };
    return true;
  }
}

function ongoing(said: WireRecording): RecordingRecord {
  const { recording_id, user_id, username, created_at, status, quality, changed_by, changed_by_name } = said;
  return {
    recording_id, user_id, username, started_at: created_at, status: status as RecordingRecord['status'], quality,
    ...(changed_by === undefined ? {} : { changed_by }),
    ...(changed_by_name === undefined ? {} : { changed_by_name }),
  };
}

function changedBy({ changed_by: userId, changed_by_name: username }: RecordingRecord): Pick<OngoingRecording, 'changedBy'> {
  return userId === undefined || username === undefined ? {} : { changedBy: { userId, username } };
}
