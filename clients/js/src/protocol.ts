/** Wire types of the room protocol. The wire is snake_case; the public face of the SDK is camelCase. */

export type Role = 'host' | 'moderator' | 'participant' | 'observer';
export type ConnectionState = 'active' | 'suspended' | 'left';
export type ConnectionQuality = 'good' | 'fair' | 'poor' | 'unknown';
export type TruncationReason = 'expired' | 'trimmed' | 'epoch-changed' | 'not-authorized' | 'unknown-position';

export interface WireParticipant {
  session_id: string;
  user_id: string;
  username: string;
  role: Role;
  joined_at: string;
  audio_enabled: boolean;
  video_enabled: boolean;
  screen_sharing: boolean;
  hand_raised: boolean;
  is_speaking: boolean;
  connection_state: ConnectionState;
  connection_quality: ConnectionQuality;
}

export interface Permissions {
  can_speak: boolean;
  can_share_video: boolean;
  can_share_screen: boolean;
  can_send_chat: boolean;
  can_share_files: boolean;
  can_manage_participants: boolean;
  can_record: boolean;
}

export interface Joined {
  session_id: string;
  user_id: string;
  username: string;
  role: Role;
  permissions: Permissions;
  resume_token: string;
  generation: number;
  resumed: boolean;
  epoch: string;
  sequence: number;
  heartbeat: {
    interval_ms: number;
    background_interval_ms: number;
    dead_after_ms: number;
    background_dead_after_ms: number;
  };
  grace_ms: number;
  token_expires_at: string;
}

export interface RoomState {
  room_id: string;
  epoch: string;
  sequence: number;
  host_id?: string;
  participant_count: number;
  participants: WireParticipant[];
}

export interface ReconnectionDetected {
  disconnect_duration: number;
  missed_message_count: number;
  epoch: string;
  from_sequence: number;
  to_sequence: number;
  truncated: boolean;
  reason?: TruncationReason;
  missing?: { from_sequence: number; to_sequence: number };
  snapshot?: RoomState;
}

export interface ServerAck {
  id: string;
  sequence: number;
  epoch: string;
  duplicate: boolean;
}

export interface Pong {
  id?: string;
  sequence: number;
  epoch: string;
  server_time: string;
}

export interface WireError {
  code: string;
  message: string;
  id?: string;
  retry_after?: number;
  details?: unknown;
}

interface Addressed {
  target_user_id?: string;
  target_session_id?: string;
}

export interface Offer extends Addressed {
  sdp: string;
  type: 'offer';
}

export interface Answer extends Addressed {
  sdp: string;
  type: 'answer';
}

export interface IceCandidate extends Addressed {
  candidate: string;
  sdp_mid?: string;
  sdp_m_line_index?: number;
  username_fragment?: string;
}

export interface ChatMessage {
  content: string;
  message_type?: 'text' | 'emoji';
  reply_to?: string;
  message_id?: string;
  user_id?: string;
  username?: string;
  timestamp?: string;
}

export interface MediaControl {
  action: 'mute' | 'unmute' | 'video_on' | 'video_off';
  media_type: 'audio' | 'video' | 'screen-share';
  target_user_id?: string;
  user_id?: string;
  session_id?: string;
  timestamp?: string;
}

export interface UserJoined {
  user_id: string;
  username: string;
  session_id: string;
  timestamp: string;
  participant: WireParticipant;
}

export interface UserLeft {
  user_id: string;
  username: string;
  timestamp: string;
  reason: 'left' | 'expired' | 'removed';
}

export interface ParticipantUpdate {
  participant: WireParticipant;
  timestamp: string;
}

export interface RoleUpdated {
  user_id: string;
  role: Role;
  updated_by?: string;
  timestamp: string;
}

/** Everything that carries a log position, by type. */
export interface RoomPayloads {
  'offer': Offer;
  'answer': Answer;
  'ice-candidate': IceCandidate;
  'chat-message': ChatMessage;
  'media-control': MediaControl;
  'user-joined': UserJoined;
  'user-left': UserLeft;
  'participant-update': ParticipantUpdate;
  'role-updated': RoleUpdated;
}

/** What the connection itself says, by type. */
export interface ServerControlPayloads {
  'joined': Joined;
  'room-state': RoomState;
  'reconnection-detected': ReconnectionDetected;
  'ack': ServerAck;
  'ping': Record<string, never>;
  'pong': Pong;
  'refreshed': { token_expires_at: string };
  'error': WireError;
}

interface EnvelopeFields {
  room_id?: string;
  sender_id?: string;
  sender_session_id?: string;
  sender_name?: string;
  timestamp?: string;
  seq?: number;
  epoch?: string;
}

type Envelopes<P> = { [T in keyof P]: EnvelopeFields & { type: T; payload: P[T] } }[keyof P];

export type RoomEnvelope = Envelopes<RoomPayloads>;
export type ServerEnvelope = RoomEnvelope | Envelopes<ServerControlPayloads>;

/** An envelope as the client writes it. */
export interface ClientEnvelope {
  type: string;
  id?: string;
  payload: object;
}

export type MessageClass = 'durable' | 'signaling' | 'ephemeral';

/** The class of each type that a client may send; what is not listed is ephemeral. */
export const CLIENT_MESSAGE_CLASSES: Readonly<Record<string, MessageClass>> = {
  'offer': 'signaling',
  'answer': 'signaling',
  'ice-candidate': 'signaling',
  'chat-message': 'durable',
  'media-control': 'durable',
};
