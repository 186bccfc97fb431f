import type { WireRaisedHand, WireRoomSettings, WireRoomState } from './protocol.js';
import type { RaisedHand, RoomSettings } from './types.js';
import type { RoomEnvelope } from './wire.js';

/** What is kept of it over a reload. */
export interface AgreementRecord {
  settings: WireRoomSettings;
  hands: WireRaisedHand[];
}

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

  /** Takes a snapshot instead of what was known. */
  replace({ settings, hands }: Pick<WireRoomState, 'settings' | 'hands'>): void {
    this.#now = { settings, hands };
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
      default:
        return false;
    }
  }
}
