import type { BreakoutPlan, Permissions, Room, RoomSettings } from '@holdline/client';
import { attempt } from './attempt.js';
import type { Role } from './state/rank.js';
import { count } from './state/text.js';

/** What somebody who looks after a room does about it and about others. A refusal is said, not thrown. */
export class Host {
  readonly #room: Room;
  readonly #notice: (text: string) => void;
  readonly #changed: () => void;

  /** `changed` is called when the breakout rooms may be others: not every change of theirs is told to everybody. */
  constructor(room: Room, notice: (text: string) => void, changed: () => void) {
    this.#room = room;
    this.#notice = notice;
    this.#changed = changed;
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

  /** Asks everybody below to be silent, and says how many that were. */
  async muteAll(): Promise<void> {
    await this.#try(async () => {
      const asked = await this.#room.moderation.muteAll();
      this.#notice(asked === 0 ? 'There is nobody to mute.' : `${count(asked, 'person was', 'people were')} asked to mute.`);
    });
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

  addBreakout(plan: BreakoutPlan): Promise<boolean> {
    return this.#split(() => this.#room.breakouts.create(plan));
  }

  closeBreakout(id: string): Promise<boolean> {
    return this.#split(() => this.#room.breakouts.close(id));
  }

  assign(id: string, userId: string): Promise<boolean> {
    return this.#split(() => this.#room.breakouts.assign(id, userId));
  }

  moveBack(userId: string): Promise<boolean> {
    return this.#split(() => this.#room.breakouts.moveBack(userId));
  }

  spread(): Promise<boolean> {
    return this.#split(() => this.#room.breakouts.autoAssign());
  }

  broadcast(words: string): Promise<boolean> {
    return this.#try(() => this.#room.breakouts.broadcast(words));
  }

  kick(userId: string): Promise<boolean> {
    return this.#try(() => this.#room.moderation.kick(userId));
  }

  ban(userId: string): Promise<boolean> {
    return this.#try(() => this.#room.moderation.ban(userId));
  }

  async #split(act: () => Promise<unknown>): Promise<boolean> {
    const done = await this.#try(act);
    this.#changed();
    return done;
  }

  #try(act: () => Promise<unknown>): Promise<boolean> {
    return attempt(act, this.#notice);
  }
}
