import type { OwnSession, Permissions, RoomSettings } from './types.js';
import type { RoomEnvelope } from './wire.js';

const NEEDS: Partial<Record<keyof Permissions, keyof RoomSettings>> = {
  can_share_screen: 'enable_screen_share',
  can_send_chat: 'enable_chat',
  can_share_files: 'enable_file_sharing',
  can_record: 'enable_recording',
};

const NONE: Partial<Permissions> = { can_speak: false, can_share_video: false, can_share_screen: false };

/** What we may do in a room, as far as we have been told; of what we have not been told the server has the last word. */
export class Rights {
  #permissions: Partial<Permissions> = {};

  /** What the server said when we joined. */
  given(permissions: Permissions): void {
    this.#permissions = permissions;
  }

  /** Answers whether the message says something of us. A role gives exactly what it may, and only an observer may not send. */
  heard(envelope: RoomEnvelope, self: OwnSession): boolean {
    if (envelope.type === 'permission-updated' && envelope.payload.user_id === self.userId) {
      this.#permissions = envelope.payload.permissions;
      return true;
    }
    if (envelope.type === 'role-updated' && envelope.payload.user_id === self.userId) {
      this.#permissions = envelope.payload.role === 'observer' ? NONE : {};
      return true;
    }
    return false;
  }

  /** Whether we may do that in a room that is set so. */
  may(permission: keyof Permissions, settings: RoomSettings): boolean {
    const needed = NEEDS[permission];
    return this.#permissions[permission] !== false && (needed === undefined || settings[needed] !== false);
  }

  /** Whether we may switch our own microphone on. */
  mayUnmute(settings: RoomSettings, { role }: OwnSession): boolean {
    const moderates = role === 'host' || role === 'moderator';
    return this.may('can_speak', settings) && (settings.allow_participants_unmute || moderates);
  }
}
