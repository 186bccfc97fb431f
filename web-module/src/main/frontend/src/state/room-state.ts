import type { BreakoutRoom, ConnectionStatus, FileTransfer, OngoingRecording, Participant, RaisedHand, Recording, RoomSettings, TypingUser, WaitingUser } from '@holdline/client';
import type { Banner } from './banner.js';
import { NO_BREAKOUTS, type Breakouts } from './breakouts.js';
import { ChatLog } from './chat-log.js';
import type { ShownReaction } from './reactions.js';
import type { Readers } from './reading.js';
import type { Me } from './tiles.js';

export type Panel = 'chat' | 'people' | 'files' | 'recordings' | 'room';

/** Everything that the page of a room shows. */
export interface RoomState {
  readonly roomId: string;
  readonly connection: ConnectionStatus;
  readonly me: Me;
  readonly participants: readonly Participant[];
  readonly streams: ReadonlyMap<string, MediaStream>;
  readonly peers: ReadonlyMap<string, RTCPeerConnectionState>;
  readonly local: MediaStream | undefined;
  readonly settings: RoomSettings | undefined;
  readonly hands: readonly RaisedHand[];
  /** Those at the door, for whoever may let them in. */
  readonly waiting: readonly WaitingUser[];
  readonly breakouts: Breakouts;
  /** The breakout room that this is. */
  readonly within: BreakoutRoom | undefined;
  readonly reactions: readonly ShownReaction[];
  readonly typing: readonly TypingUser[];
  readonly readers: Readers;
  readonly chat: ChatLog;
  readonly earlier: string | undefined;
  readonly transfers: readonly FileTransfer[];
  /** What happened last to one of them, to be said aloud. */
  readonly fileNews: string | undefined;
  /** The one that is made of the room now. */
  readonly recording: OngoingRecording | undefined;
  /** Those that there are, as they were when they were looked at last. */
  readonly recordings: readonly Recording[];
  readonly banner: Banner | undefined;
  readonly panel: Panel | undefined;
  readonly unread: number;
  /** A refusal or a missing device, shown for a while. */
  readonly notice: string | undefined;
  /** Why the call has ended, in words; nothing while it goes on. */
  readonly ended: string | undefined;
}

export function initialState(roomId: string, me: Me, local: MediaStream): RoomState {
  return {
    roomId,
    connection: { name: 'connecting', since: new Date() },
    me,
    participants: [],
    streams: new Map(),
    peers: new Map(),
    local,
    settings: undefined,
    hands: [],
    waiting: [],
    breakouts: NO_BREAKOUTS,
    within: undefined,
    reactions: [],
    typing: [],
    readers: new Map(),
    chat: ChatLog.EMPTY,
    earlier: undefined,
    transfers: [],
    fileNews: undefined,
    recording: undefined,
    recordings: [],
    banner: undefined,
    panel: undefined,
    unread: 0,
    notice: undefined,
    ended: undefined,
  };
}

/** Whoever is in the room, by user: a person with two devices counts once. */
export function headCount(participants: readonly Participant[]): number {
  return new Set(participants.map((p) => p.userId)).size;
}

/** Whether our hand is up. */
export function handIsUp({ hands, me }: RoomState): boolean {
  return hands.some((hand) => hand.userId === me.userId);
}

/** Why a connection was closed for good, for people. */
export function endedBecause(reason: string | undefined): string {
  switch (reason) {
    case undefined:
    case 'left':
      return 'You left the room.';
    case 'superseded':
      return 'This call goes on in another window.';
    case 'refused':
    case 'forbidden':
      return 'The room did not let you in.';
    case 'room_full':
      return 'The room is full.';
    case 'room_locked':
      return 'The room is locked.';
    case 'removed':
    case 'kicked':
      return 'You were removed from the room.';
    case 'user_banned':
      return 'You were removed from this room and cannot come back now.';
    case 'banned':
      return 'You are banned from this room.';
    case 'moved-back':
      return 'This breakout room is over for you: go on in the main room.';
    case 'room-closed':
      return 'The room was closed.';
    case 'token_expired':
    case 'signed_out':
    case 'unauthorized':
      return 'Your sign-on has ended.';
    default:
      return `The call has ended (${reason.replaceAll('_', ' ')}).`;
  }
}
