import type { Permissions, Room, RoomSettings } from '@holdline/client';
import type { Role } from './state/rank.js';
import { problemInWords } from './state/problems.js';

/** What somebody who looks after a room does about it and about others. A refusal is said, not thrown. */
export class Host {
  readonly #room: Room;
  readonly #notice: (text: string) => void;

  constructor(room: Room, notice: (text: string) => void) {
    this.#room = room;
    this.#notice = notice;
  }

  set(change: Partial<RoomSettings>): Promise<boolean> {
    return this.#try(() => this.#room.moderation.set(change));
  }

  setRole(userId: string, role: Role): Promise<boolean> {
    return this.#try(() => this.#room.moderation.setRole(userId, role));
  }

  async permissions(userId: string): Promise<Permissions | undefined> {
    let found: Permissions | undefined;
    await this.#try(async () => (found = await this.#room.moderation.permissions(userId)));
    return found;
  }

  setPermission(userId: string, name: keyof Permissions, allowed: boolean): Promise<boolean> {
    return this.#try(() => this.#room.moderation.setPermissions(userId, { [name]: allowed }));
  }

  mute(userId: string): Promise<boolean> {
    return this.#try(() => this.#room.send('media-control', { action: 'mute', media_type: 'audio', target_user_id: userId }));
  }

  stopCamera(userId: string): Promise<boolean> {
    return this.#try(() => this.#room.send('media-control', { action: 'video_off', media_type: 'video', target_user_id: userId }));
  }

  stopScreen(userId: string): Promise<boolean> {
    return this.#try(() => this.#room.send('media-control', { action: 'video_off', media_type: 'screen-share', target_user_id: userId }));
  }

  lowerHand(userId: string): Promise<boolean> {
    return this.#try(() => this.#room.moderation.lowerHand(userId));
  }

  lowerAllHands(): Promise<boolean> {
    return this.#try(() => this.#room.moderation.lowerAllHands());
  }

  admit(userId: string): Promise<boolean> {
    return this.#try(() => this.#room.waitingRoom.admit(userId));
  }

  admitAll(): Promise<boolean> {
    return this.#try(() => this.#room.waitingRoom.admitAll());
  }

  reject(userId: string, reason: string | undefined): Promise<boolean> {
    return this.#try(() => this.#room.waitingRoom.reject(userId, reason));
  }

  kick(userId: string): Promise<boolean> {
    return this.#try(() => this.#room.moderation.kick(userId));
  }

  ban(userId: string): Promise<boolean> {
    return this.#try(() => this.#room.moderation.ban(userId));
  }

  async #try(act: () => Promise<unknown>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (problem) {
      this.#notice(problemInWords(problem));
      return false;
    }
  }
}
