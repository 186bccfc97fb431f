import type { ClientPayloads, ConnectionQuality, PendingReason, Role, WirePermissions, WireRoomSettings } from './protocol.js';
import type { ConnectionState, RoomEnvelope, TruncationReason } from './wire.js';
import type { PeerConnectionFactory, Platform, Storage } from './ports.js';
import type { Problem } from './problem.js';

/** Gives an access token; `fresh` asks for one that was not given before, because the last one is refused or expires. */
export type AccessToken = (request: { fresh: boolean }) => string | Promise<string>;

export interface JoinOptions {
  /** Where Holdline is, such as `https://meet.example.org`. */
  server: string;
  /** 1-100 characters of `A-Z a-z 0-9 _ -`. */
  roomId: string;
  accessToken: AccessToken;
  /** Camera and microphone to send; absent: only receive. */
  media?: { stream: MediaStream };
  /** Where session and unsent messages outlive a reload or restart. Default: `sessionStorage`, in Node memory. */
  storage?: Storage;
  /** Makes peer connections; `false` joins without media. Default: the browser's. */
  peers?: PeerConnectionFactory | false;
  /** How long the first join may take before it is given up, not counting that one waits at the door. Default 15 s. */
  joinTimeoutMs?: number;
  /** Told while the server lets us wait at the door, at once and whenever our place may have changed. */
  pending?: (pending: Pending) => void;
  /** Gives the join up: it is rejected with `aborted`. */
  signal?: AbortSignal;
  /** How often quality is measured and reported; 0 switches it off. Default 10 s. */
  qualityIntervalMs?: number;
  /** Replaces parts of the surroundings; for tests and unusual hosts. */
  platform?: Partial<Platform>;
}

/** Whether the room is reachable right now, in a form that a page can show. */
export interface ConnectionStatus {
  name: 'connecting' | 'connected' | 'reconnecting' | 'closed';
  since: Date;
  /** Which try is running or coming, counted from 1. Only while reconnecting. */
  attempt?: number;
  /** When the next try starts. Only while waiting for it. */
  nextTryAt?: Date;
  /** Why the server lets us wait at the door, and at which place of its queue. */
  pending?: Pending;
  /** Why the line was lost, the last try failed or the room was closed: a problem code. */
  reason?: string;
}

/** Why one waits at the door, and at which place of its queue; the next to enter is 1. */
export interface Pending {
  reason: PendingReason;
  position?: number;
}

/** The thirteen settings of a room, under their names on the wire. */
export type RoomSettings = WireRoomSettings;

/** What somebody may do in a room, under the names on the wire. */
export type Permissions = WirePermissions;

/** Somebody who wants to be heard. */
export interface RaisedHand {
  userId: string;
  username: string;
  raisedAt: string;
  /** In the queue, from 1. */
  position: number;
}

/** The recording that is made of a room. */
export interface OngoingRecording {
  id: string;
  /** Who started it. */
  userId: string;
  username: string;
  startedAt: string;
  /** `pending` until somebody sends something. */
  status: 'pending' | 'recording' | 'paused';
  quality: RecordingQuality;
  /** Who brought it to where it stands, such as paused it; absent when the server did. */
  changedBy?: { userId: string; username: string };
}

export type RecordingFormat = 'webm' | 'mp4' | 'mkv';
export type RecordingQuality = 'low' | 'medium' | 'high' | 'ultra';
export type RecordingStatus = 'pending' | 'recording' | 'paused' | 'processing' | 'completed' | 'failed' | 'cancelled';

/** A recording of a room. */
export interface Recording {
  id: string;
  roomId: string;
  /** Who started it. */
  userId: string;
  username: string;
  format: RecordingFormat;
  quality: RecordingQuality;
  layout: 'composed' | 'tracks';
  status: RecordingStatus;
  createdAt: string;
  /** Without pauses. */
  seconds: number;
  bytes: number;
  /** Why it ended. */
  stopReason?: string;
  /** Why it failed. */
  error?: string;
}

/** A file of a recording. */
export interface RecordedFile {
  name: string;
  kind: 'composed' | 'track' | 'timeline' | 'thumbnail' | 'waveform';
  type: string;
  bytes: number;
  sha256: string;
  seconds?: number;
}

/** Somebody who waits at the door. */
export interface WaitingUser {
  userId: string;
  username: string;
  since: string;
}

/** A smaller room beside a room, for some of those in it. */
export interface BreakoutRoom {
  /** Its id in its main room. */
  id: string;
  /** The room in which its people meet: join it like any other. */
  roomId: string;
  name: string;
  /** False: nobody comes in any more, who is in may stay. */
  open: boolean;
  /** Whether everybody leaves it when it closes. */
  autoMoveBack: boolean;
  maxParticipants?: number;
  durationMinutes?: number;
  endsAt?: string;
  /** Who belongs there; only told to hosts and moderators. */
  userIds?: string[];
}

export interface BreakoutPlan {
  name: string;
  id?: string;
  maxParticipants?: number;
  autoMoveBack?: boolean;
  durationMinutes?: number;
}

/** What a return to the room brought. */
export interface Recovered {
  /** Of all types: what was said, and who came, went or switched something. */
  missedMessages: number;
  /** Messages up to here are those that were missed; later ones are new. */
  toSequence: number;
  durationMs: number;
  /** True: something could not be replayed; `reason` says why and `missing`, where it is known, what. */
  truncated: boolean;
  reason?: TruncationReason;
  missing?: { fromSequence: number; toSequence: number };
}

/** One device of a user in the room. */
export interface Participant {
  sessionId: string;
  userId: string;
  username: string;
  role: Role;
  joinedAt: string;
  audioEnabled: boolean;
  videoEnabled: boolean;
  screenSharing: boolean;
  handRaised: boolean;
  /** Since when; undefined while it is down. */
  handRaisedAt?: string | undefined;
  isSpeaking: boolean;
  connectionState: ConnectionState;
  connectionQuality: ConnectionQuality;
  /** True for this very session. */
  self: boolean;
}

/** A chat message, of others or our own. */
export interface Chat {
  /** For a message of this session the id that `sendChat` answered; it stays the same in all states. */
  id: string;
  messageId?: string;
  userId: string;
  username: string;
  content: string;
  timestamp: string;
  sequence?: number;
  epoch?: string;
  /** The `messageId` of the message that this one answers. */
  replyTo?: string;
  /** The user to whom alone it is said. */
  to?: string;
  /** When what it says was changed last; only in the history, see `chat-edited` for what comes live. */
  editedAt?: string;
  /** When it was taken back: then it has no content. */
  deletedAt?: string;
  /** Sent by this user, from this or another device. */
  own: boolean;
  /** `pending`: kept, not yet accepted; `sent`: in the room's log; `failed`: refused for good, see `problem`. */
  state: 'pending' | 'sent' | 'failed';
  problem?: Problem;
}

export interface Ack {
  id: string;
  /** Absent for ephemeral messages, which have no place in the log. */
  sequence?: number;
  epoch?: string;
  /** It had been accepted before, on a connection that was lost before it could say so. */
  duplicate: boolean;
}

/** Who we are in the room. */
export interface OwnSession {
  sessionId: string;
  userId: string;
  username: string;
  role: Role;
}

/** What was measured in the last interval, and what the server makes of it. */
export interface Quality {
  latencyMs: number;
  packetLossPercent: number;
  jitterMs: number;
  bandwidthKbps?: number;
  quality: ConnectionQuality;
  recommendations: string[];
}

export interface ChatHistory {
  /** Oldest first. */
  messages: Chat[];
  /** Give it as `before` to get the page before this one; absent on the first page of the room. */
  nextBefore?: string;
}

/** Somebody who writes right now. */
export interface TypingUser {
  userId: string;
  username: string;
  /** To us alone. */
  toUs: boolean;
}

/** Up to where somebody has read. */
export interface ReadReceipt {
  userId: string;
  messageId: string;
  /** In the conversation with this user alone. */
  sharedWith?: string;
}

/** In which quality to send, as the server makes it out from what we measured. */
export interface QualityAdvice {
  resolution: '1080p' | '720p' | '480p' | '360p';
  videoKbps?: number;
  audioKbps?: number;
  frameRate?: number;
  /** How good the network is: `excellent`, `good`, `fair` or `poor`. */
  reason?: string;
}

/** The signaling messages are handled by the SDK; all others are for the application. */
export type SignalEnvelope = Extract<RoomEnvelope, { type: 'offer' | 'answer' | 'ice-candidate' }>;
export type RoomMessage = Exclude<RoomEnvelope, SignalEnvelope>;

/** The events of a room. */
export interface RoomEvents {
  /** Current value, also told to a new listener. */
  state: ConnectionStatus;
  recovered: Recovered;
  /** A message of the room's log: each once, in the log's order. */
  message: RoomMessage;
  chat: Chat;
  /** A chat message says something else now, our own changes among them. */
  'chat-edited': { messageId: string; userId: string; username: string; content: string; timestamp: string };
  /** A chat message was taken back, by its author or by somebody who may. */
  'chat-deleted': { messageId: string; userId: string; username: string; timestamp: string };
  /** Somebody has read everything up to a message. */
  read: ReadReceipt;
  /** Everybody who writes right now; empty when nobody does. Current value, also told to a new listener. */
  typing: TypingUser[];
  reaction: { userId: string; username: string; sessionId: string; reaction: ClientPayloads['reaction']['reaction_type'] };
  /** In which quality the server advises us to send; applied already. */
  'quality-advice': QualityAdvice;
  /** All sessions in the room, our own among them. Current value, also told to a new listener. */
  participants: Participant[];
  /** Current value, also told to a new listener. */
  settings: RoomSettings;
  /** The hands that are up, in the order in which they went up. Current value, also told to a new listener. */
  hands: RaisedHand[];
  /** The recording that is made of the room, undefined while there is none. Current value, also told to a new listener. */
  recording: OngoingRecording | undefined;
  stream: { sessionId: string; stream: MediaStream };
  'stream-removed': { sessionId: string };
  'peer-state': { sessionId: string; state: RTCPeerConnectionState };
  quality: Quality;
  /** A refusal that no call answers to. The room goes on. */
  error: Problem;
}
