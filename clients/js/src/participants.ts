import type { WireParticipant } from './protocol.js';
import type { MediaControl, RoomEnvelope } from './wire.js';
import type { Participant } from './types.js';

/** What a session has on, as the room sees it. */
export type Switches = Pick<WireParticipant, 'audio_enabled' | 'video_enabled' | 'screen_sharing'>;

/** Applies what a session says about its own microphone, camera or screen. */
export function switched(switches: Switches, { action, media_type: what }: Pick<MediaControl, 'action' | 'media_type'>): void {
  const on = action === 'unmute' || action === 'video_on';
  if (what === 'audio') switches.audio_enabled = on;
  else if (what === 'video') switches.video_enabled = on;
  else switches.screen_sharing = on;
}

/** Who is in the room, one entry per session, as the messages of the log tell it. */
export class Participants {
  #bySession = new Map<string, WireParticipant>();

  get wire(): WireParticipant[] {
    return [...this.#bySession.values()];
  }

  /** Without what records the room. */
  get people(): WireParticipant[] {
    return this.wire.filter((entry) => entry.kind === undefined);
  }

  get(sessionId: string): WireParticipant | undefined {
    return this.#bySession.get(sessionId);
  }

  list(selfSessionId: string): Participant[] {
    return this.people.map((participant) => participantOf(participant, selfSessionId));
  }

  /** Takes a snapshot instead of what was known. */
  replace(participants: readonly WireParticipant[]): void {
    this.#bySession = new Map(
      participants.filter((entry) => entry.connection_state !== 'left').map((entry) => [entry.session_id, { ...entry }]),
    );
  }

  /** Applies a message; answers whether it changed anything. */
  apply(envelope: RoomEnvelope): boolean {
    switch (envelope.type) {
      case 'user-joined':
        return this.#put(envelope.payload.participant);
      case 'participant-update':
        return this.#put(envelope.payload.participant);
      case 'user-left':
        return this.#removeUser(envelope.payload.user_id);
      case 'role-updated':
        return this.#change(
          (entry) => entry.user_id === envelope.payload.user_id,
          (entry) => (entry.role = envelope.payload.role),
        );
      case 'media-control':
        return this.media(envelope.payload.session_id ?? '', envelope.payload);
      case 'screen-share-control':
        return this.#change(
          (entry) => entry.session_id === envelope.payload.session_id,
          (entry) => (entry.screen_sharing = envelope.payload.action === 'start'),
        );
      default:
        return false;
    }
  }

  /** Applies what a session says about its own microphone, camera or screen. */
  media(sessionId: string, control: Pick<MediaControl, 'action' | 'media_type' | 'target_user_id' | 'target_session_id'>): boolean {
    if (control.target_user_id !== undefined || control.target_session_id !== undefined) return false;
    return this.#change(
      (entry) => entry.session_id === sessionId,
      (entry) => switched(entry, control),
    );
  }

  #put(participant: WireParticipant): boolean {
    if (participant.connection_state === 'left') return this.#bySession.delete(participant.session_id);
    this.#bySession.set(participant.session_id, { ...participant });
    return true;
  }

  #removeUser(userId: string): boolean {
    const before = this.#bySession.size;
    for (const entry of this.wire) if (entry.user_id === userId) this.#bySession.delete(entry.session_id);
    return this.#bySession.size < before;
  }

  #change(which: (entry: WireParticipant) => boolean, how: (entry: WireParticipant) => void): boolean {
    const found = this.wire.filter(which);
    found.forEach(how);
    return found.length > 0;
  }
}

function participantOf(wire: WireParticipant, selfSessionId: string): Participant {
  return {
    sessionId: wire.session_id,
    userId: wire.user_id,
    username: wire.username,
    role: wire.role,
    joinedAt: wire.joined_at,
    audioEnabled: wire.audio_enabled,
    videoEnabled: wire.video_enabled,
    screenSharing: wire.screen_sharing,
    handRaised: wire.hand_raised,
    handRaisedAt: wire.hand_raised_at,
    isSpeaking: wire.is_speaking,
    connectionState: wire.connection_state,
    connectionQuality: wire.connection_quality,
    self: wire.session_id === selfSessionId,
  };
}
