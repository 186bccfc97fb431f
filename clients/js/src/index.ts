/** @holdline/client: rooms in which a dropped connection loses nothing. */
export { joinRoom } from './join-room.js';
export { Room } from './room.js';
export { Rooms } from './rooms.js';
export type { Access, Member, RegisteredRoom, RoomPage, RoomPlan } from './rooms.js';
export type { Breakouts } from './breakouts.js';
export type { Recordings } from './recordings.js';
export type { Moderation } from './moderation.js';
export type { WaitingRoom } from './waiting-room.js';
export { Problem } from './problem.js';
export { memoryStorage, webStorage } from './platform.js';
export type * from './types.js';
export type {
  Clock,
  IdentityGuard,
  PageSignals,
  PeerConnectionFactory,
  Platform,
  Random,
  Socket,
  SocketFactory,
  Storage,
  Timer,
} from './ports.js';
export type { ClientPayloads, ConnectionQuality, Role, ServerPayloads, WireParticipant } from './protocol.js';
export type { ConnectionState, PayloadOf, RoomEnvelope, TruncationReason } from './wire.js';
export { blobSource, bytesSource, handleSource } from './transfer/source.js';
export { memoryDisk } from './transfer/disk.js';
export type { Chunking } from './transfer/chunker.js';
export type { Disk } from './transfer/disk.js';
export type { AcceptOptions, FileEvents, FileTransfer, OfferOptions, Sendable } from './transfer/file-types.js';
export type { Files } from './transfer/files.js';
export type { HaveMap } from './transfer/have-map.js';
export type { ReceivedFile } from './transfer/incoming.js';
export type { Via } from './transfer/ladder.js';
export type { FileSource, SourceStore } from './transfer/source.js';
export type { Staging } from './transfer/staging.js';
export type { TransferState } from './transfer/transfer-rest.js';
