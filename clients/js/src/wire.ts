import { type ClientPayloads, MESSAGE_CLASSES, type MessageClass, type ServerPayloads, type WireParticipant } from './protocol.js';

/** Types of what is said in the room; the rest, of class control, speaks of the connection itself. */
type RoomType = {
  [K in keyof ServerPayloads]: (typeof MESSAGE_CLASSES)[K] extends 'control' ? never : K;
}[keyof ServerPayloads];

interface EnvelopeFields {
  room_id?: string;
  sender_id?: string;
  sender_session_id?: string;
  sender_name?: string;
  timestamp?: string;
  seq?: number;
  epoch?: string;
}

type Envelope<T extends keyof ServerPayloads> = { [K in T]: EnvelopeFields & { type: K; payload: ServerPayloads[K] } }[T];

export type ServerEnvelope = Envelope<keyof ServerPayloads>;
export type RoomEnvelope = Envelope<RoomType>;

/** An envelope as the client writes it. */
export interface ClientEnvelope {
  type: string;
  id?: string;
  payload: object;
}

/** What a payload of that type looks like; of types that this SDK does not know, any object. */
export type PayloadOf<T extends string> = T extends keyof ClientPayloads ? ClientPayloads[T] : object;

export type Joined = ServerPayloads['joined'];
export type JoinPending = ServerPayloads['join-pending'];
export type RoomState = ServerPayloads['room-state'];
export type ReconnectionDetected = ServerPayloads['reconnection-detected'];
export type TruncationReason = NonNullable<ReconnectionDetected['reason']>;
export type ServerAck = ServerPayloads['ack'];
export type WireError = ServerPayloads['error'];
export type Pong = ServerPayloads['pong'];
export type Offer = ServerPayloads['offer'];
export type Answer = ServerPayloads['answer'];
export type IceCandidate = ServerPayloads['ice-candidate'];
export type ChatMessage = ServerPayloads['chat-message'];
export type MediaControl = ClientPayloads['media-control'];
export type ConnectionState = WireParticipant['connection_state'];

/** Types that this SDK does not know are not kept and not repeated. */
export function classOf(type: string): MessageClass {
  return Object.hasOwn(MESSAGE_CLASSES, type) ? MESSAGE_CLASSES[type as keyof typeof MESSAGE_CLASSES] : 'ephemeral';
}
