/* Made from clients/protocol by tools/protocol-types.mjs. Do not edit: change the definitions and run it. */

/** A breakout room. */
export interface WireBreakoutRoom {
  /** Of the breakout room, in its main room. */
  breakout_room_id: string;
  /** The room in which its people meet. */
  room_id: string;
  /** Its name for people. */
  name: string;
  /** So many may be assigned; absent: any number. */
  max_participants?: number;
  /** Whether everybody leaves it when it closes. */
  auto_move_back: boolean;
  /** How long it is open; absent: until somebody closes it. */
  duration_minutes?: number;
  /** When that is over; ISO 8601, UTC, milliseconds. */
  ends_at?: string;
  /** False: nobody comes in any more, who is in may stay. */
  open: boolean;
}

/** How good a connection is, as last reported. */
export type ConnectionQuality = 'good' | 'fair' | 'poor' | 'unknown';

/** What an envelope from the server has beside its type and payload. */
export interface WireEnvelope {
  /** The room. */
  room_id?: string;
  /** Who said it; absent when the server itself speaks. */
  sender_id?: string;
  /** From which device. */
  sender_session_id?: string;
  /** For people. */
  sender_name?: string;
  /** When the server took it; ISO 8601, UTC, milliseconds. */
  timestamp?: string;
  /** Its number in the log; only of what is logged. */
  seq?: number;
  /** The life of the log that the number belongs to. */
  epoch?: string;
}

/** A transfer: one content from one sender to one receiver. */
export interface WireFileTransfer {
  /** The transfer. */
  transfer_id: string;
  /** The room. */
  room_id: string;
  /** Who sends. */
  sender_id: string;
  /** Who receives. */
  receiver_id: string;
  /** From which session. */
  sender_session_id: string;
  /** In which session; absent before it is accepted. */
  receiver_session_id?: string;
  /** Of the one file, or what several are called together. */
  filename: string;
  /** Bytes of all files together. */
  file_size: number;
  /** Media type. */
  mime_type: string;
  /** How many files. */
  file_count: number;
  /** How files are cut. */
  chunking: 'fixed' | 'content-defined';
  /** Bytes of a chunk where it is fixed, but for the last of a file. */
  chunk_size: number;
  /** How many chunks; 0 while it is not known. */
  total_chunks: number;
  /** Chunks that the server or the receiver holds. */
  chunks_sent: number;
  /** Chunks that the receiver has verified. */
  chunks_received: number;
  /** Where it stands. */
  status: 'pending' | 'active' | 'paused' | 'completed' | 'cancelled' | 'failed';
  /** Who has paused it; it goes on when nobody pauses it any more. */
  paused_by: 'sender' | 'receiver' | 'system'[];
  /** Of the bytes, 0 to 100. */
  progress_percent: number;
  /** Bytes that the receiver has verified. */
  bytes_transferred: number;
  /** Something of it has gone through the server. */
  relayed: boolean;
  /** From the sender to the receiver. */
  message?: string;
  /** SHA-256 of the one file, if it was said. */
  checksum?: string;
  /** Why it failed or was declined, such as expired. */
  error?: string;
  /** When it was offered; ISO 8601, UTC, milliseconds. */
  started_at: string;
  /** When it was accepted; ISO 8601, UTC, milliseconds. */
  accepted_at?: string;
  /** When it was paused last; ISO 8601, UTC, milliseconds. */
  paused_at?: string;
  /** When it went on last; ISO 8601, UTC, milliseconds. */
  resumed_at?: string;
  /** When the receiver had verified everything; ISO 8601, UTC, milliseconds. */
  completed_at?: string;
  /** When it ends unless somebody moves it; ISO 8601, UTC, milliseconds. */
  expires_at: string;
  /** Greater after each change: of two states the one with the greater is newer. */
  version: number;
}

/** Numbers of messages that cannot be given, both inclusive. */
export interface WireMissingRange {
  /** The first. */
  from_sequence: number;
  /** The last. */
  to_sequence: number;
}

/** The recording that is made of a room. */
export interface WireOngoingRecording {
  /** The recording. */
  recording_id: string;
  /** Who started it. */
  user_id: string;
  /** That one, for people. */
  username: string;
  /** When it was asked for; ISO 8601, UTC, milliseconds. */
  started_at: string;
  /** Where it stands. */
  status: 'pending' | 'recording' | 'paused';
  /** Who brought it to where it stands; absent when the server did. */
  changed_by?: string;
  /** That one, for people. */
  changed_by_name?: string;
  /** How large and fine it is. */
  quality: 'low' | 'medium' | 'high' | 'ultra';
  /** The session of its recorder. */
  recorder_session_id: string;
}

/** One session (device) of a room. */
export interface WireParticipant {
  /** The session. */
  session_id: string;
  /** The user. */
  user_id: string;
  /** For people. */
  username: string;
  /** The role in this room. */
  role: Role;
  /** When the session began; ISO 8601, UTC, milliseconds. */
  joined_at: string;
  /** Its microphone is on. */
  audio_enabled: boolean;
  /** Its camera is on. */
  video_enabled: boolean;
  /** It shares a screen. */
  screen_sharing: boolean;
  /** Its user's hand is up. */
  hand_raised: boolean;
  /** Since when; absent while it is down; ISO 8601, UTC, milliseconds. */
  hand_raised_at?: string;
  /** It is speaking now. */
  is_speaking: boolean;
  /** Whether it can be reached; left only in a participant-update. */
  connection_state: 'active' | 'suspended' | 'left';
  /** As last reported. */
  connection_quality: ConnectionQuality;
  /** What it is when it is no person: a recorder receives what is sent to it, says nothing, and is shown nowhere among people. */
  kind?: 'recorder';
}

/** Why somebody who wants to join has to wait. queue: many enter at once; waiting-room, approval: somebody inside has to let him in, to the second because he is no member; host-absent: the meeting begins when its host is there. */
export type PendingReason = 'queue' | 'waiting-room' | 'host-absent' | 'approval';

/** What a participant may do. */
export interface WirePermissions {
  /** can speak. */
  can_speak: boolean;
  /** can share video. */
  can_share_video: boolean;
  /** can share screen. */
  can_share_screen: boolean;
  /** can send chat. */
  can_send_chat: boolean;
  /** can share files. */
  can_share_files: boolean;
  /** can manage participants. */
  can_manage_participants: boolean;
  /** can record. */
  can_record: boolean;
}

/** A refusal, as application/problem+json (RFC 9457). */
export interface WireProblem {
  /** Where it is explained. */
  type: string;
  /** For people; constant for a code. */
  title: string;
  /** The same; what varies stands in details. */
  detail: string;
  /** The HTTP status. */
  status: number;
  /** From problems.json. */
  code: string;
  /** What varies, such as field and rule. */
  details?: Record<string, unknown>;
}

/** Somebody who wants to be heard. */
export interface WireRaisedHand {
  /** The user. */
  user_id: string;
  /** For people. */
  username: string;
  /** Since when; ISO 8601, UTC, milliseconds. */
  raised_at: string;
  /** In the queue, from 1. */
  position: number;
}

/** A recording of a room. */
export interface WireRecording {
  /** The recording. */
  recording_id: string;
  /** The room. */
  room_id: string;
  /** Who started it. */
  user_id: string;
  /** That one, for people. */
  username: string;
  /** The container of its files. */
  format: 'webm' | 'mp4' | 'mkv';
  /** How large and fine it is. */
  quality: 'low' | 'medium' | 'high' | 'ultra';
  /** One picture of all, or a file for each track. */
  layout: 'composed' | 'tracks';
  /** What the quality means. */
  quality_settings: {
    /** Width and height, such as 1280x720. */
    resolution: string;
    /** Bits per second. */
    video_bitrate: number;
    /** Bits per second. */
    audio_bitrate: number;
    /** Pictures per second. */
    fps: number;
  };
  /** Where it stands. */
  status: 'pending' | 'recording' | 'paused' | 'processing' | 'completed' | 'failed' | 'cancelled';
  /** Who brought it to where it stands; absent when the server did. */
  changed_by?: string;
  /** That one, for people. */
  changed_by_name?: string;
  /** Where it is kept. */
  storage_backend: 's3' | 'local';
  /** Always null: where it is on a server is not told. */
  local_path: string | null;
  /** Always null: nothing else is kept of it. */
  metadata: Record<string, unknown> | null;
  /** The name in the bucket of the file that people want first; null before there is one, and where recordings are not kept in S3. */
  s3_key: string | null;
  /** The file that people want first; absent before there is one. */
  file_name?: string;
  /** When it was asked for; ISO 8601, UTC, milliseconds. */
  created_at: string;
  /** When media began to flow; absent before; ISO 8601, UTC, milliseconds. */
  started_at?: string;
  /** When it was paused last; ISO 8601, UTC, milliseconds. */
  paused_at?: string;
  /** When it went on last; ISO 8601, UTC, milliseconds. */
  resumed_at?: string;
  /** When it ended; absent before; ISO 8601, UTC, milliseconds. */
  stopped_at?: string;
  /** When its files were ready, or it was given up; absent before; ISO 8601, UTC, milliseconds. */
  processed_at?: string;
  /** Without pauses. */
  duration_seconds: number;
  /** Of its files; while it runs, what has been captured. */
  file_size_bytes: number;
  /** Why it ended; absent before. */
  stop_reason?: 'asked' | 'room_empty' | 'duration_max' | 'storage_full' | 'storage_unavailable' | 'capture_failed' | 'administrator';
  /** Why it failed, such as no_media; absent otherwise. */
  error?: string;
  /** Greater after each change: of two states the one with the greater is newer. */
  version: number;
}

/** What one resume recovered. */
export interface WireRecovery {
  /** The session. */
  session_id: string;
  /** Of the connection that resumed it. */
  generation: number;
  /** When; ISO 8601, UTC, milliseconds. */
  resumed_at: string;
  /** How the connection before ended. */
  cause: string;
  /** How long it was away. */
  away_ms: number;
  /** From where the client asked. */
  asked?: {
    /** Its position. */
    sequence: number;
    /** The life of the log it belongs to. */
    epoch?: string;
  };
  /** The life of the log. */
  epoch: string;
  /** After this one. */
  from_sequence: number;
  /** Up to this one. */
  to_sequence: number;
  /** So many messages. */
  replayed: number;
  /** complete, or why something was missing. */
  outcome: string;
  /** What was missing. */
  missing?: WireMissingRange;
  /** From the join until all was handed over; absent when the connection ended before. */
  took_ms?: number;
  /** The room. */
  room_id?: string;
  /** The user. */
  user_id?: string;
  /** That served it. */
  node?: string;
}

/** A room that somebody owns. Strangers see what is on its door: the first four and the planned times. */
export interface WireRegisteredRoom {
  /** The room. */
  room_id: string;
  /** For people. */
  name: string;
  /** Who may enter. */
  access: 'open' | 'members' | 'approval';
  /** A closed one lets nobody in. */
  state: 'open' | 'closed';
  /** When the next meeting is planned; ISO 8601, UTC, milliseconds. */
  scheduled_start?: string;
  /** Until when it is planned; ISO 8601, UTC, milliseconds. */
  scheduled_end?: string;
  /** Who registered it. */
  owner_id?: string;
  /** Settings and roles are kept from meeting to meeting. */
  persistent?: boolean;
  /** There is an invitation code that counts. */
  has_invitation?: boolean;
  /** When it was registered; ISO 8601, UTC, milliseconds. */
  created_at?: string;
  /** When it was changed last; ISO 8601, UTC, milliseconds. */
  updated_at?: string;
  /** When it was closed; ISO 8601, UTC, milliseconds. */
  closed_at?: string;
  /** Another one after each change. */
  version?: number;
  /** What the caller is there. */
  role?: Role;
  /** With which a meeting begins. */
  settings?: WireRoomSettings;
}

/** What somebody is in a room, highest first. */
export type Role = 'host' | 'moderator' | 'participant' | 'observer';

/** Somebody who belongs to a registered room. */
export interface WireRoomMember {
  /** The user. */
  user_id: string;
  /** As what he enters. */
  role: Role;
  /** Since when; ISO 8601, UTC, milliseconds. */
  added_at: string;
}

/** How a room is set. */
export interface WireRoomSettings {
  /** Nobody new comes in. */
  lock_room: boolean;
  /** Whoever comes waits until he is admitted. */
  enable_waiting_room: boolean;
  /** Whoever comes in as less than a moderator is muted. */
  mute_on_entry: boolean;
  /** Whoever comes in as less than a moderator has no camera on. */
  disable_video_on_entry: boolean;
  /** Chat is on. */
  enable_chat: boolean;
  /** Screens may be shared. */
  enable_screen_share: boolean;
  /** Reactions are on. */
  enable_reactions: boolean;
  /** Files may be shared. */
  enable_file_sharing: boolean;
  /** The room may be recorded. */
  enable_recording: boolean;
  /** Nobody comes in before the host. */
  require_host_to_start: boolean;
  /** Whoever is less than a moderator may change his name. */
  allow_participants_rename: boolean;
  /** Whoever is less than a moderator may switch his microphone on. */
  allow_participants_unmute: boolean;
  /** Users in the room; null for as many as the server allows. */
  max_participants: number | null;
}

/** The whole room, to start from. */
export interface WireRoomState {
  /** The room. */
  room_id: string;
  /** The life of the log that the number belongs to. */
  epoch: string;
  /** The position of this picture. */
  sequence: number;
  /** The host; absent while there is none. */
  host_id?: string;
  /** People, not devices; no recorder. */
  participant_count: number;
  /** One for each session, and the recorder while the room is recorded. */
  participants: WireParticipant[];
  /** How the room is set. */
  settings: WireRoomSettings;
  /** The hands that are up, in the order in which they went up. */
  hands: WireRaisedHand[];
  /** The breakout rooms, in the order in which they were made. */
  breakout_rooms: WireBreakoutRoom[];
  /** The one in which the reader belongs; absent: in none. */
  breakout_room_id?: string;
  /** The recording that is made of it; absent while there is none. */
  recording?: WireOngoingRecording;
}

/** Payloads that the server sends, by type. */
export interface ServerPayloads {
  /** From the client: everything up to there is received and applied. From the server: the message with that id is accepted. */
  'ack': {
    /** Of the message. */
    id: string;
    /** Its number. */
    sequence: number;
    /** The life of the log that the number belongs to. */
    epoch: string;
    /** It had been accepted before. */
    duplicate: boolean;
    /** Of a chat message, by which it is spoken of. */
    message_id?: string;
  };
  /** The answer to an offer. */
  'answer': {
    /** Session description; passed on unread. */
    sdp: string;
    /** The same as the message type. */
    type: 'answer';
    /** The user whose sessions receive it. */
    target_user_id?: string;
    /** The one session that receives it. */
    target_session_id?: string;
  };
  /** Where somebody belongs now; only he hears it. */
  'breakout-room-assign': {
    /** Who. */
    user_id: string;
    /** Absent: in the main room again. */
    breakout_room_id?: string;
    /** The room in which its people meet. */
    room_id?: string;
    /** Its name for people. */
    name?: string;
    /** Who decided. */
    assigned_by: string;
    /** When; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** Nobody comes into the breakout room any more; whoever is moved back is told there. */
  'breakout-room-close': {
    /** Of the breakout room, in its main room. */
    breakout_room_id: string;
    /** Absent when its time was up. */
    closed_by?: string;
    /** When; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** There is one more breakout room. */
  'breakout-room-create': {
    /** The breakout room. */
    config: WireBreakoutRoom;
    /** Who made it. */
    created_by: string;
    /** When; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** Said from the main room in all its breakout rooms. */
  'breakout-room-message': {
    /** Who says it. */
    user_id: string;
    /** His name. */
    username: string;
    /** What. */
    content: string;
    /** When; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** What was said is taken back. */
  'chat-delete': {
    /** Of the message that is spoken of. */
    message_id: string;
    /** Who did it. */
    user_id: string;
    /** The display name. */
    username: string;
    /** To whom alone it was said. */
    target_user_id?: string;
    /** When; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** What was said says something else now. */
  'chat-edit': {
    /** Of the message that is spoken of. */
    message_id: string;
    /** Who did it. */
    user_id: string;
    /** The display name. */
    username: string;
    /** What it says now. */
    content: string;
    /** To whom alone it was said. */
    target_user_id?: string;
    /** When; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** Something said to the room. */
  'chat-message': {
    /** Given by the server. */
    message_id: string;
    /** The author. */
    user_id: string;
    /** For people. */
    username: string;
    /** Plain text; encode it where you show it. */
    content: string;
    /** What sort of text. */
    message_type: 'text' | 'emoji';
    /** message_id of the message that is answered. */
    reply_to?: string;
    /** The user it is said to alone. */
    target_user_id?: string;
    /** When it was accepted; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** A refusal; a bad message changes nothing. */
  'error': {
    /** From problems.json. */
    code: string;
    /** For developers; constant for a code. */
    message: string;
    /** Of the message that is refused. */
    id?: string;
    /** Seconds; only where trying again can help. */
    retry_after?: number;
    /** What varies, such as field and rule. */
    details?: Record<string, unknown>;
  };
  /** An offer is accepted. For the two parties alone. */
  'file-share-accept': WireFileTransfer;
  /** A side has given a transfer up. For the two parties alone. */
  'file-share-cancel': WireFileTransfer;
  /** The receiver has verified everything. For the two parties alone. */
  'file-share-complete': WireFileTransfer;
  /** A transfer has failed; error says why. For the two parties alone. */
  'file-share-fail': WireFileTransfer;
  /** A side goes on from another session. For the two parties alone. */
  'file-share-moved': WireFileTransfer;
  /** Files are offered. For the two parties alone. */
  'file-share-offer': WireFileTransfer;
  /** A side has paused a transfer. For the two parties alone. */
  'file-share-pause': WireFileTransfer;
  /** How far a transfer is; at most four times a second. For the two parties alone. */
  'file-share-progress': WireFileTransfer;
  /** An offer is declined; error says why, if the receiver does. For the two parties alone. */
  'file-share-reject': WireFileTransfer;
  /** A side does not pause a transfer any more; it goes on when paused_by is empty. For the two parties alone. */
  'file-share-resume': WireFileTransfer;
  /** All hands that are up; said whenever that changes. */
  'hand-raise-queue': {
    /** In the order in which they went up. */
    queue: WireRaisedHand[];
    /** When; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** A hand goes up or down. */
  'hand-raise': {
    /** Whose hand. */
    user_id: string;
    /** For people. */
    username: string;
    /** It is up now. */
    raised: boolean;
    /** Who lowered it; absent when its owner did it. */
    updated_by?: string;
    /** When; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** A way to reach the sender. */
  'ice-candidate': {
    /** Empty: there are no more. */
    candidate: string;
    /** Media identifier. */
    sdp_mid?: string;
    /** The same. */
    sdpMid?: string;
    /** Media line. */
    sdp_m_line_index?: number;
    /** The same. */
    sdpMLineIndex?: number;
    /** ICE username fragment. */
    username_fragment?: string;
    /** The same. */
    usernameFragment?: string;
    /** The user whose sessions receive it. */
    target_user_id?: string;
    /** The one session that receives it. */
    target_session_id?: string;
  };
  /** The join has arrived and has to wait; said at once, and again every two seconds. */
  'join-pending': {
    /** Why. */
    reason: PendingReason;
    /** In the queue; the next to enter is 1. */
    position: number;
  };
  /** The answer to a join. */
  'joined': {
    /** The session. */
    session_id: string;
    /** Who you are. */
    user_id: string;
    /** For people. */
    username: string;
    /** Your role. */
    role: Role;
    /** What you may do. */
    permissions: WirePermissions;
    /** Your microphone is on, as the room has it; what is off here is off, whatever the join said. */
    audio_enabled: boolean;
    /** The same of your camera. */
    video_enabled: boolean;
    /** The same of your screen. */
    screen_sharing: boolean;
    /** New with each attach; never share it. */
    resume_token: string;
    /** Number of this connection of the session; newest wins. */
    generation: number;
    /** The session goes on. */
    resumed: boolean;
    /** The life of the log that the number belongs to. */
    epoch: string;
    /** From there delivery goes on. */
    sequence: number;
    /** How often a client must be heard. */
    heartbeat: {
      /** While the page is in use. */
      interval_ms: number;
      /** Otherwise. */
      background_interval_ms: number;
      /** Silence that counts as gone, in use. */
      dead_after_ms: number;
      /** The same, otherwise. */
      background_dead_after_ms: number;
    };
    /** How long the session waits after a drop. */
    grace_ms: number;
    /** When the access token ends; ISO 8601, UTC, milliseconds. */
    token_expires_at: string;
    /** For the next handshake, in place of one from `POST /tickets`: single use, until then; only to `holdline.v1`. */
    return_ticket?: string;
  };
  /** A medium was switched; with a target, another is asked to switch it off. */
  'media-control': {
    /** mute and unmute for audio, video_on and video_off for the others. */
    action: 'mute' | 'unmute' | 'video_on' | 'video_off';
    /** Which medium. */
    media_type: 'audio' | 'video' | 'screen-share';
    /** Who did it. */
    user_id: string;
    /** On which device; absent when it was asked over HTTP. */
    session_id?: string;
    /** The user whose sessions receive it. */
    target_user_id?: string;
    /** The one session that receives it. */
    target_session_id?: string;
    /** When; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** A session description to answer; without a target it goes to everybody else. */
  'offer': {
    /** Session description; passed on unread. */
    sdp: string;
    /** The same as the message type. */
    type: 'offer';
    /** The user whose sessions receive it. */
    target_user_id?: string;
    /** The one session that receives it. */
    target_session_id?: string;
  };
  /** A session is now like this. */
  'participant-update': {
    /** As it is now. */
    participant: WireParticipant;
    /** When; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** What a user may do now, by his role and beside it. */
  'permission-updated': {
    /** The user. */
    user_id: string;
    /** All seven. */
    permissions: WirePermissions;
    /** Who changed them. */
    updated_by: string;
    /** When; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** A sign of life. From a client it is answered with pong; from the server any frame answers it. */
  'ping': Record<string, unknown>;
  /** The answer to a ping. */
  'pong': {
    /** Of the ping, if it had one. */
    id?: string;
    /** Everything meant for this session up to there has been sent before. */
    sequence: number;
    /** The life of the log that the number belongs to. */
    epoch: string;
    /** Now; ISO 8601, UTC, milliseconds. */
    server_time: string;
  };
  /** From a client: in which quality it sends now. From the server itself, without a sender: in which quality this client should send. */
  'quality-update': {
    /** Who said it. */
    user_id?: string;
    /** The display name. */
    username?: string;
    /** On which device. */
    session_id?: string;
    /** Of the picture. */
    video_resolution: '1080p' | '720p' | '480p' | '360p';
    /** In kbit/s. */
    video_bitrate?: number;
    /** In kbit/s. */
    audio_bitrate?: number;
    /** Pictures a second. */
    frame_rate?: number;
    /** Why; in the server's advice the quality of the network: excellent, good, fair or poor. */
    reason?: string;
    /** When; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** A passing reaction; shown for about 5 s. */
  'reaction': {
    /** Who said it. */
    user_id: string;
    /** The display name. */
    username: string;
    /** On which device. */
    session_id: string;
    /** Which. */
    reaction_type: 'thumbs_up' | 'thumbs_down' | 'clap' | 'heart' | 'laugh' | 'surprised' | 'thinking' | 'celebrate';
    /** When; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** Somebody has read everything up to this message. */
  'read-receipt': {
    /** Who has read it. */
    user_id: string;
    /** The display name. */
    username: string;
    /** On which device. */
    session_id: string;
    /** Of the message that is spoken of. */
    message_id: string;
    /** Who wrote it, where it was said to one alone. */
    target_user_id?: string;
    /** When; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** What a resumed session will now be sent: the messages of (from_sequence, to_sequence]. */
  'reconnection-detected': {
    /** Seconds without a connection. */
    disconnect_duration: number;
    /** How many follow. */
    missed_message_count: number;
    /** The life of the log that the number belongs to. */
    epoch: string;
    /** Exclusive. */
    from_sequence: number;
    /** Inclusive. */
    to_sequence: number;
    /** Some cannot be replayed: start from the snapshot. */
    truncated: boolean;
    /** Why; only when truncated. */
    reason?: 'expired' | 'trimmed' | 'epoch-changed' | 'not-authorized' | 'unknown-position';
    /** What cannot be replayed; absent when positions cannot be compared. */
    missing?: {
      /** Inclusive. */
      from_sequence: number;
      /** Inclusive. */
      to_sequence: number;
    };
    /** The whole room; only when truncated. */
    snapshot?: WireRoomState;
  };
  /** The room is not recorded any more, and nothing is kept. */
  'recording-cancelled': {
    /** The recording. */
    recording_id: string;
    /** The room. */
    room_id: string;
    /** Who started it. */
    user_id: string;
    /** That one, for people. */
    username: string;
    /** The container of its files. */
    format: 'webm' | 'mp4' | 'mkv';
    /** How large and fine it is. */
    quality: 'low' | 'medium' | 'high' | 'ultra';
    /** One picture of all, or a file for each track. */
    layout: 'composed' | 'tracks';
    /** What the quality means. */
    quality_settings: {
      /** Width and height, such as 1280x720. */
      resolution: string;
      /** Bits per second. */
      video_bitrate: number;
      /** Bits per second. */
      audio_bitrate: number;
      /** Pictures per second. */
      fps: number;
    };
    /** Where it stands. */
    status: 'pending' | 'recording' | 'paused' | 'processing' | 'completed' | 'failed' | 'cancelled';
    /** Who brought it to where it stands; absent when the server did. */
    changed_by?: string;
    /** That one, for people. */
    changed_by_name?: string;
    /** Where it is kept. */
    storage_backend: 's3' | 'local';
    /** Always null: where it is on a server is not told. */
    local_path: string | null;
    /** Always null: nothing else is kept of it. */
    metadata: Record<string, unknown> | null;
    /** The name in the bucket of the file that people want first; null before there is one, and where recordings are not kept in S3. */
    s3_key: string | null;
    /** The file that people want first; absent before there is one. */
    file_name?: string;
    /** When it was asked for; ISO 8601, UTC, milliseconds. */
    created_at: string;
    /** When media began to flow; absent before; ISO 8601, UTC, milliseconds. */
    started_at?: string;
    /** When it was paused last; ISO 8601, UTC, milliseconds. */
    paused_at?: string;
    /** When it went on last; ISO 8601, UTC, milliseconds. */
    resumed_at?: string;
    /** When it ended; absent before; ISO 8601, UTC, milliseconds. */
    stopped_at?: string;
    /** When its files were ready, or it was given up; absent before; ISO 8601, UTC, milliseconds. */
    processed_at?: string;
    /** Without pauses. */
    duration_seconds: number;
    /** Of its files; while it runs, what has been captured. */
    file_size_bytes: number;
    /** Why it ended; absent before. */
    stop_reason?: 'asked' | 'room_empty' | 'duration_max' | 'storage_full' | 'storage_unavailable' | 'capture_failed' | 'administrator';
    /** Why it failed, such as no_media; absent otherwise. */
    error?: string;
    /** Greater after each change: of two states the one with the greater is newer. */
    version: number;
    /** Seconds without pauses; as duration_seconds. */
    duration: number;
    /** When it happened; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** The files of a recording are ready. */
  'recording-completed': {
    /** The recording. */
    recording_id: string;
    /** The room. */
    room_id: string;
    /** Who started it. */
    user_id: string;
    /** That one, for people. */
    username: string;
    /** The container of its files. */
    format: 'webm' | 'mp4' | 'mkv';
    /** How large and fine it is. */
    quality: 'low' | 'medium' | 'high' | 'ultra';
    /** One picture of all, or a file for each track. */
    layout: 'composed' | 'tracks';
    /** What the quality means. */
    quality_settings: {
      /** Width and height, such as 1280x720. */
      resolution: string;
      /** Bits per second. */
      video_bitrate: number;
      /** Bits per second. */
      audio_bitrate: number;
      /** Pictures per second. */
      fps: number;
    };
    /** Where it stands. */
    status: 'pending' | 'recording' | 'paused' | 'processing' | 'completed' | 'failed' | 'cancelled';
    /** Who brought it to where it stands; absent when the server did. */
    changed_by?: string;
    /** That one, for people. */
    changed_by_name?: string;
    /** Where it is kept. */
    storage_backend: 's3' | 'local';
    /** Always null: where it is on a server is not told. */
    local_path: string | null;
    /** Always null: nothing else is kept of it. */
    metadata: Record<string, unknown> | null;
    /** The name in the bucket of the file that people want first; null before there is one, and where recordings are not kept in S3. */
    s3_key: string | null;
    /** The file that people want first; absent before there is one. */
    file_name?: string;
    /** When it was asked for; ISO 8601, UTC, milliseconds. */
    created_at: string;
    /** When media began to flow; absent before; ISO 8601, UTC, milliseconds. */
    started_at?: string;
    /** When it was paused last; ISO 8601, UTC, milliseconds. */
    paused_at?: string;
    /** When it went on last; ISO 8601, UTC, milliseconds. */
    resumed_at?: string;
    /** When it ended; absent before; ISO 8601, UTC, milliseconds. */
    stopped_at?: string;
    /** When its files were ready, or it was given up; absent before; ISO 8601, UTC, milliseconds. */
    processed_at?: string;
    /** Without pauses. */
    duration_seconds: number;
    /** Of its files; while it runs, what has been captured. */
    file_size_bytes: number;
    /** Why it ended; absent before. */
    stop_reason?: 'asked' | 'room_empty' | 'duration_max' | 'storage_full' | 'storage_unavailable' | 'capture_failed' | 'administrator';
    /** Why it failed, such as no_media; absent otherwise. */
    error?: string;
    /** Greater after each change: of two states the one with the greater is newer. */
    version: number;
    /** Seconds without pauses; as duration_seconds. */
    duration: number;
    /** When it happened; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** A recording was started, paused, resumed or stopped, as clients of old systems hear of it; recording-started and the like say more. */
  'recording-control': {
    /** What was done; what is discarded is stopped too. */
    action: 'start' | 'stop' | 'pause' | 'resume';
    /** The recording. */
    recording_id: string;
    /** Who did it; absent when the server did. */
    user_id?: string;
    /** The container of its files. */
    format: 'webm' | 'mp4' | 'mkv';
    /** How large and fine it is. */
    quality: 'low' | 'medium' | 'high' | 'ultra';
    /** Always true. */
    include_audio: boolean;
    /** Always true. */
    include_video: boolean;
    /** When it was told; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** A recording has failed; what was captured is kept for a while. */
  'recording-failed': {
    /** The recording. */
    recording_id: string;
    /** The room. */
    room_id: string;
    /** Who started it. */
    user_id: string;
    /** That one, for people. */
    username: string;
    /** The container of its files. */
    format: 'webm' | 'mp4' | 'mkv';
    /** How large and fine it is. */
    quality: 'low' | 'medium' | 'high' | 'ultra';
    /** One picture of all, or a file for each track. */
    layout: 'composed' | 'tracks';
    /** What the quality means. */
    quality_settings: {
      /** Width and height, such as 1280x720. */
      resolution: string;
      /** Bits per second. */
      video_bitrate: number;
      /** Bits per second. */
      audio_bitrate: number;
      /** Pictures per second. */
      fps: number;
    };
    /** Where it stands. */
    status: 'pending' | 'recording' | 'paused' | 'processing' | 'completed' | 'failed' | 'cancelled';
    /** Who brought it to where it stands; absent when the server did. */
    changed_by?: string;
    /** That one, for people. */
    changed_by_name?: string;
    /** Where it is kept. */
    storage_backend: 's3' | 'local';
    /** Always null: where it is on a server is not told. */
    local_path: string | null;
    /** Always null: nothing else is kept of it. */
    metadata: Record<string, unknown> | null;
    /** The name in the bucket of the file that people want first; null before there is one, and where recordings are not kept in S3. */
    s3_key: string | null;
    /** The file that people want first; absent before there is one. */
    file_name?: string;
    /** When it was asked for; ISO 8601, UTC, milliseconds. */
    created_at: string;
    /** When media began to flow; absent before; ISO 8601, UTC, milliseconds. */
    started_at?: string;
    /** When it was paused last; ISO 8601, UTC, milliseconds. */
    paused_at?: string;
    /** When it went on last; ISO 8601, UTC, milliseconds. */
    resumed_at?: string;
    /** When it ended; absent before; ISO 8601, UTC, milliseconds. */
    stopped_at?: string;
    /** When its files were ready, or it was given up; absent before; ISO 8601, UTC, milliseconds. */
    processed_at?: string;
    /** Without pauses. */
    duration_seconds: number;
    /** Of its files; while it runs, what has been captured. */
    file_size_bytes: number;
    /** Why it ended; absent before. */
    stop_reason?: 'asked' | 'room_empty' | 'duration_max' | 'storage_full' | 'storage_unavailable' | 'capture_failed' | 'administrator';
    /** Why it failed, such as no_media; absent otherwise. */
    error?: string;
    /** Greater after each change: of two states the one with the greater is newer. */
    version: number;
    /** Seconds without pauses; as duration_seconds. */
    duration: number;
    /** When it happened; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** What is said from now on is not recorded. */
  'recording-paused': {
    /** The recording. */
    recording_id: string;
    /** The room. */
    room_id: string;
    /** Who started it. */
    user_id: string;
    /** That one, for people. */
    username: string;
    /** The container of its files. */
    format: 'webm' | 'mp4' | 'mkv';
    /** How large and fine it is. */
    quality: 'low' | 'medium' | 'high' | 'ultra';
    /** One picture of all, or a file for each track. */
    layout: 'composed' | 'tracks';
    /** What the quality means. */
    quality_settings: {
      /** Width and height, such as 1280x720. */
      resolution: string;
      /** Bits per second. */
      video_bitrate: number;
      /** Bits per second. */
      audio_bitrate: number;
      /** Pictures per second. */
      fps: number;
    };
    /** Where it stands. */
    status: 'pending' | 'recording' | 'paused' | 'processing' | 'completed' | 'failed' | 'cancelled';
    /** Who brought it to where it stands; absent when the server did. */
    changed_by?: string;
    /** That one, for people. */
    changed_by_name?: string;
    /** Where it is kept. */
    storage_backend: 's3' | 'local';
    /** Always null: where it is on a server is not told. */
    local_path: string | null;
    /** Always null: nothing else is kept of it. */
    metadata: Record<string, unknown> | null;
    /** The name in the bucket of the file that people want first; null before there is one, and where recordings are not kept in S3. */
    s3_key: string | null;
    /** The file that people want first; absent before there is one. */
    file_name?: string;
    /** When it was asked for; ISO 8601, UTC, milliseconds. */
    created_at: string;
    /** When media began to flow; absent before; ISO 8601, UTC, milliseconds. */
    started_at?: string;
    /** When it was paused last; ISO 8601, UTC, milliseconds. */
    paused_at?: string;
    /** When it went on last; ISO 8601, UTC, milliseconds. */
    resumed_at?: string;
    /** When it ended; absent before; ISO 8601, UTC, milliseconds. */
    stopped_at?: string;
    /** When its files were ready, or it was given up; absent before; ISO 8601, UTC, milliseconds. */
    processed_at?: string;
    /** Without pauses. */
    duration_seconds: number;
    /** Of its files; while it runs, what has been captured. */
    file_size_bytes: number;
    /** Why it ended; absent before. */
    stop_reason?: 'asked' | 'room_empty' | 'duration_max' | 'storage_full' | 'storage_unavailable' | 'capture_failed' | 'administrator';
    /** Why it failed, such as no_media; absent otherwise. */
    error?: string;
    /** Greater after each change: of two states the one with the greater is newer. */
    version: number;
    /** Seconds without pauses; as duration_seconds. */
    duration: number;
    /** When it happened; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** It is recorded again. */
  'recording-resumed': {
    /** The recording. */
    recording_id: string;
    /** The room. */
    room_id: string;
    /** Who started it. */
    user_id: string;
    /** That one, for people. */
    username: string;
    /** The container of its files. */
    format: 'webm' | 'mp4' | 'mkv';
    /** How large and fine it is. */
    quality: 'low' | 'medium' | 'high' | 'ultra';
    /** One picture of all, or a file for each track. */
    layout: 'composed' | 'tracks';
    /** What the quality means. */
    quality_settings: {
      /** Width and height, such as 1280x720. */
      resolution: string;
      /** Bits per second. */
      video_bitrate: number;
      /** Bits per second. */
      audio_bitrate: number;
      /** Pictures per second. */
      fps: number;
    };
    /** Where it stands. */
    status: 'pending' | 'recording' | 'paused' | 'processing' | 'completed' | 'failed' | 'cancelled';
    /** Who brought it to where it stands; absent when the server did. */
    changed_by?: string;
    /** That one, for people. */
    changed_by_name?: string;
    /** Where it is kept. */
    storage_backend: 's3' | 'local';
    /** Always null: where it is on a server is not told. */
    local_path: string | null;
    /** Always null: nothing else is kept of it. */
    metadata: Record<string, unknown> | null;
    /** The name in the bucket of the file that people want first; null before there is one, and where recordings are not kept in S3. */
    s3_key: string | null;
    /** The file that people want first; absent before there is one. */
    file_name?: string;
    /** When it was asked for; ISO 8601, UTC, milliseconds. */
    created_at: string;
    /** When media began to flow; absent before; ISO 8601, UTC, milliseconds. */
    started_at?: string;
    /** When it was paused last; ISO 8601, UTC, milliseconds. */
    paused_at?: string;
    /** When it went on last; ISO 8601, UTC, milliseconds. */
    resumed_at?: string;
    /** When it ended; absent before; ISO 8601, UTC, milliseconds. */
    stopped_at?: string;
    /** When its files were ready, or it was given up; absent before; ISO 8601, UTC, milliseconds. */
    processed_at?: string;
    /** Without pauses. */
    duration_seconds: number;
    /** Of its files; while it runs, what has been captured. */
    file_size_bytes: number;
    /** Why it ended; absent before. */
    stop_reason?: 'asked' | 'room_empty' | 'duration_max' | 'storage_full' | 'storage_unavailable' | 'capture_failed' | 'administrator';
    /** Why it failed, such as no_media; absent otherwise. */
    error?: string;
    /** Greater after each change: of two states the one with the greater is newer. */
    version: number;
    /** Seconds without pauses; as duration_seconds. */
    duration: number;
    /** When it happened; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** The room is recorded from now on, and by whom. Its recorder is a participant: send to it. */
  'recording-started': {
    /** The recording. */
    recording_id: string;
    /** The room. */
    room_id: string;
    /** Who started it. */
    user_id: string;
    /** That one, for people. */
    username: string;
    /** The container of its files. */
    format: 'webm' | 'mp4' | 'mkv';
    /** How large and fine it is. */
    quality: 'low' | 'medium' | 'high' | 'ultra';
    /** One picture of all, or a file for each track. */
    layout: 'composed' | 'tracks';
    /** What the quality means. */
    quality_settings: {
      /** Width and height, such as 1280x720. */
      resolution: string;
      /** Bits per second. */
      video_bitrate: number;
      /** Bits per second. */
      audio_bitrate: number;
      /** Pictures per second. */
      fps: number;
    };
    /** Where it stands. */
    status: 'pending' | 'recording' | 'paused' | 'processing' | 'completed' | 'failed' | 'cancelled';
    /** Who brought it to where it stands; absent when the server did. */
    changed_by?: string;
    /** That one, for people. */
    changed_by_name?: string;
    /** Where it is kept. */
    storage_backend: 's3' | 'local';
    /** Always null: where it is on a server is not told. */
    local_path: string | null;
    /** Always null: nothing else is kept of it. */
    metadata: Record<string, unknown> | null;
    /** The name in the bucket of the file that people want first; null before there is one, and where recordings are not kept in S3. */
    s3_key: string | null;
    /** The file that people want first; absent before there is one. */
    file_name?: string;
    /** When it was asked for; ISO 8601, UTC, milliseconds. */
    created_at: string;
    /** When media began to flow; absent before; ISO 8601, UTC, milliseconds. */
    started_at?: string;
    /** When it was paused last; ISO 8601, UTC, milliseconds. */
    paused_at?: string;
    /** When it went on last; ISO 8601, UTC, milliseconds. */
    resumed_at?: string;
    /** When it ended; absent before; ISO 8601, UTC, milliseconds. */
    stopped_at?: string;
    /** When its files were ready, or it was given up; absent before; ISO 8601, UTC, milliseconds. */
    processed_at?: string;
    /** Without pauses. */
    duration_seconds: number;
    /** Of its files; while it runs, what has been captured. */
    file_size_bytes: number;
    /** Why it ended; absent before. */
    stop_reason?: 'asked' | 'room_empty' | 'duration_max' | 'storage_full' | 'storage_unavailable' | 'capture_failed' | 'administrator';
    /** Why it failed, such as no_media; absent otherwise. */
    error?: string;
    /** Greater after each change: of two states the one with the greater is newer. */
    version: number;
    /** Seconds without pauses; as duration_seconds. */
    duration: number;
    /** When it happened; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** How long and how large the recording is by now; every three seconds. */
  'recording-status': {
    /** The recording. */
    recording_id: string;
    /** Where it stands. */
    status: 'pending' | 'recording' | 'paused' | 'processing' | 'completed' | 'failed' | 'cancelled';
    /** Seconds without pauses; as duration_seconds. */
    duration: number;
    /** Bytes captured. */
    file_size: number;
    /** When that was so; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** The room is not recorded any more; its files are being made. */
  'recording-stopped': {
    /** The recording. */
    recording_id: string;
    /** The room. */
    room_id: string;
    /** Who started it. */
    user_id: string;
    /** That one, for people. */
    username: string;
    /** The container of its files. */
    format: 'webm' | 'mp4' | 'mkv';
    /** How large and fine it is. */
    quality: 'low' | 'medium' | 'high' | 'ultra';
    /** One picture of all, or a file for each track. */
    layout: 'composed' | 'tracks';
    /** What the quality means. */
    quality_settings: {
      /** Width and height, such as 1280x720. */
      resolution: string;
      /** Bits per second. */
      video_bitrate: number;
      /** Bits per second. */
      audio_bitrate: number;
      /** Pictures per second. */
      fps: number;
    };
    /** Where it stands. */
    status: 'pending' | 'recording' | 'paused' | 'processing' | 'completed' | 'failed' | 'cancelled';
    /** Who brought it to where it stands; absent when the server did. */
    changed_by?: string;
    /** That one, for people. */
    changed_by_name?: string;
    /** Where it is kept. */
    storage_backend: 's3' | 'local';
    /** Always null: where it is on a server is not told. */
    local_path: string | null;
    /** Always null: nothing else is kept of it. */
    metadata: Record<string, unknown> | null;
    /** The name in the bucket of the file that people want first; null before there is one, and where recordings are not kept in S3. */
    s3_key: string | null;
    /** The file that people want first; absent before there is one. */
    file_name?: string;
    /** When it was asked for; ISO 8601, UTC, milliseconds. */
    created_at: string;
    /** When media began to flow; absent before; ISO 8601, UTC, milliseconds. */
    started_at?: string;
    /** When it was paused last; ISO 8601, UTC, milliseconds. */
    paused_at?: string;
    /** When it went on last; ISO 8601, UTC, milliseconds. */
    resumed_at?: string;
    /** When it ended; absent before; ISO 8601, UTC, milliseconds. */
    stopped_at?: string;
    /** When its files were ready, or it was given up; absent before; ISO 8601, UTC, milliseconds. */
    processed_at?: string;
    /** Without pauses. */
    duration_seconds: number;
    /** Of its files; while it runs, what has been captured. */
    file_size_bytes: number;
    /** Why it ended; absent before. */
    stop_reason?: 'asked' | 'room_empty' | 'duration_max' | 'storage_full' | 'storage_unavailable' | 'capture_failed' | 'administrator';
    /** Why it failed, such as no_media; absent otherwise. */
    error?: string;
    /** Greater after each change: of two states the one with the greater is newer. */
    version: number;
    /** Seconds without pauses; as duration_seconds. */
    duration: number;
    /** When it happened; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** The new access token is accepted. */
  'refreshed': {
    /** When it ends; ISO 8601, UTC, milliseconds. */
    token_expires_at: string;
    /** For the next handshake, in place of one from `POST /tickets`: single use, until then; only to `holdline.v1`. */
    return_ticket?: string;
  };
  /** A user now has this role. */
  'role-updated': {
    /** The user. */
    user_id: string;
    /** The role. */
    role: Role;
    /** Absent when the server decided. */
    updated_by?: string;
    /** When; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** The room is now set like this. */
  'room-settings-update': {
    /** All of them. */
    settings: WireRoomSettings;
    /** Who set them. */
    updated_by: string;
    /** When; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** The whole room, for a new session. */
  'room-state': WireRoomState;
  /** A screen is shared or no longer; a session shares one at a time. */
  'screen-share-control': {
    /** Whether a screen is shared from now on. */
    action: 'start' | 'stop';
    /** Who said it. */
    user_id: string;
    /** The display name. */
    username: string;
    /** On which device. */
    session_id: string;
    /** By which the client tells its screens apart. */
    screen_id?: string;
    /** How finely it is sent; absent from a client means medium. */
    quality: 'low' | 'medium' | 'high';
    /** When; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** Somebody writes. Repeated every 3 s while he does; forgotten by the receiver after 6 s without another. */
  'typing-indicator': {
    /** Who said it. */
    user_id: string;
    /** The display name. */
    username: string;
    /** On which device. */
    session_id: string;
    /** False when somebody has stopped or sent it. */
    is_typing: boolean;
    /** Whom he writes to; absent for the room. */
    target_user_id?: string;
    /** The one session that receives it. */
    target_session_id?: string;
    /** When; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** The first session of a user. */
  'user-joined': {
    /** The user. */
    user_id: string;
    /** For people. */
    username: string;
    /** The session. */
    session_id: string;
    /** When; ISO 8601, UTC, milliseconds. */
    timestamp: string;
    /** The session. */
    participant: WireParticipant;
  };
  /** The last session of a user has ended. */
  'user-left': {
    /** The user. */
    user_id: string;
    /** For people. */
    username: string;
    /** When; ISO 8601, UTC, milliseconds. */
    timestamp: string;
    /** Why; expired: did not come back in time; kicked, banned: removed by a host or moderator; room-closed: the room was closed or deleted; moved-back: no longer belongs in this breakout room. */
    reason: 'left' | 'expired' | 'kicked' | 'banned' | 'room-closed' | 'moved-back';
  };
  /** What stands behind somebody in his own picture. */
  'virtual-background-update': {
    /** Who said it. */
    user_id: string;
    /** The display name. */
    username: string;
    /** On which device. */
    session_id: string;
    /** What it is. */
    background_type: 'none' | 'blur' | 'image' | 'video';
    /** Where the image or video is; https only. */
    background_url?: string;
    /** In percent; only for blur. */
    blur_intensity?: number;
    /** When; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** Somebody who waits may come in; told to hosts and moderators, and to himself before joined. */
  'waiting-room-admit': {
    /** Who may come in. */
    user_id: string;
    /** Who decided. */
    actioned_by: string;
    /** When; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** Somebody waits at the door; for hosts and moderators. */
  'waiting-room-join': {
    /** Who waits. */
    user_id: string;
    /** For people. */
    username: string;
    /** When; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** Somebody waits no more, of his own accord; for hosts and moderators. */
  'waiting-room-leave': {
    /** Who has gone. */
    user_id: string;
    /** For people. */
    username: string;
    /** When; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
  /** Somebody who waits is turned away; told to hosts and moderators, and to himself before the error and close 4403. */
  'waiting-room-reject': {
    /** Who is turned away. */
    user_id: string;
    /** Who decided. */
    actioned_by: string;
    /** What was said to him. */
    reason?: string;
    /** When; ISO 8601, UTC, milliseconds. */
    timestamp: string;
  };
}

/** Payloads that a client sends, by type. */
export interface ClientPayloads {
  /** From the client: everything up to there is received and applied. From the server: the message with that id is accepted. */
  'ack': {
    /** Up to there. */
    sequence: number;
    /** The life of the log that the number belongs to. */
    epoch: string;
  };
  /** Something that a client wants remembered of the room; see docs/analytics.md. */
  'analytics-event': {
    /** What the client calls it. */
    event_type: string;
    /** At most 20 fields: numbers, booleans, strings of at most 200 characters. */
    data?: Record<string, unknown>;
  };
  /** The answer to an offer. */
  'answer': {
    /** Session description; passed on unread. */
    sdp: string;
    /** The same as the message type. */
    type: 'answer';
    /** The user whose sessions receive it. */
    target_user_id?: string;
    /** The one session that receives it. */
    target_session_id?: string;
  };
  /** What was said is taken back. */
  'chat-delete': {
    /** Of the message that is spoken of. */
    message_id: string;
  };
  /** What was said says something else now. */
  'chat-edit': {
    /** Of the message that is spoken of. */
    message_id: string;
    /** What it says now. */
    content: string;
  };
  /** Something said to the room. */
  'chat-message': {
    /** Plain text; encoded where it is shown. */
    content: string;
    /** Absent: text. */
    message_type?: 'text' | 'emoji';
    /** message_id of the message that is answered. */
    reply_to?: string;
    /** The user it is said to alone. */
    target_user_id?: string;
  };
  /** A hand goes up or down. */
  'hand-raise': {
    /** Up; raising it twice changes nothing. */
    raised: boolean;
  };
  /** A way to reach the sender. */
  'ice-candidate': {
    /** Empty: there are no more. */
    candidate: string;
    /** Media identifier; sdpMid is read too. */
    sdp_mid?: string;
    /** Media line; sdpMLineIndex is read too. */
    sdp_m_line_index?: number;
    /** ICE username fragment; usernameFragment is read too. */
    username_fragment?: string;
    /** The user whose sessions receive it. */
    target_user_id?: string;
    /** The one session that receives it. */
    target_session_id?: string;
  };
  /** First frame of an SDK client: a new session, or the one to go on with. */
  'join': {
    /** Kept by the client as long as its outbox. */
    client_id: string;
    /** Of the session to go on with. */
    resume_token?: string;
    /** Your count of your joins with this client_id; one that was overtaken by a later one is closed with 4001. */
    attempt?: number;
    /** The life of the log that the number belongs to. */
    epoch?: string;
    /** What has been received and applied; any number is answered. */
    last_sequence?: number;
    /** Absent: as it was, on for a new session; a resume switches off, not on. */
    audio_enabled?: boolean;
    /** Absent: as it was, on for a new session; a resume switches off, not on. */
    video_enabled?: boolean;
    /** The page is not in use; absent: it is. */
    background?: boolean;
  };
  /** Ends the session at once; answered by close 1000. */
  'leave': Record<string, unknown>;
  /** A medium was switched; with a target, another is asked to switch it off. */
  'media-control': {
    /** mute and unmute for audio, video_on and video_off for the others. */
    action: 'mute' | 'unmute' | 'video_on' | 'video_off';
    /** Which medium. */
    media_type: 'audio' | 'video' | 'screen-share';
    /** The user whose sessions receive it. */
    target_user_id?: string;
    /** The one session that receives it. */
    target_session_id?: string;
  };
  /** What a client measured of its network; the server answers with quality-update when another quality should be sent. */
  'network-stats': {
    /** Round trip in milliseconds. */
    latency: number;
    /** In percent, not as a fraction. */
    packet_loss: number;
    /** In milliseconds. */
    jitter: number;
    /** What can be sent, in kbit/s. */
    bandwidth_up?: number;
    /** What can be received, in kbit/s. */
    bandwidth_down?: number;
    /** How good the client itself finds it. */
    connection_quality?: 'excellent' | 'good' | 'fair' | 'poor';
  };
  /** A session description to answer; without a target it goes to everybody else. */
  'offer': {
    /** Session description; passed on unread. */
    sdp: string;
    /** The same as the message type. */
    type: 'offer';
    /** The user whose sessions receive it. */
    target_user_id?: string;
    /** The one session that receives it. */
    target_session_id?: string;
  };
  /** A sign of life. From a client it is answered with pong; from the server any frame answers it. */
  'ping': {
    /** Absent: as it was. */
    background?: boolean;
  };
  /** From a client: in which quality it sends now. From the server itself, without a sender: in which quality this client should send. */
  'quality-update': {
    /** Of the picture. */
    video_resolution: '1080p' | '720p' | '480p' | '360p';
    /** In kbit/s. */
    video_bitrate?: number;
    /** In kbit/s. */
    audio_bitrate?: number;
    /** Pictures a second. */
    frame_rate?: number;
    /** Why; in the server's advice the quality of the network: excellent, good, fair or poor. */
    reason?: string;
  };
  /** A passing reaction; shown for about 5 s. */
  'reaction': {
    /** Which. */
    reaction_type: 'thumbs_up' | 'thumbs_down' | 'clap' | 'heart' | 'laugh' | 'surprised' | 'thinking' | 'celebrate';
  };
  /** Somebody has read everything up to this message. */
  'read-receipt': {
    /** Of the message that is spoken of. */
    message_id: string;
  };
  /** A new access token of the same subject, before the old one ends. */
  'refresh': {
    /** Access token. */
    token: string;
  };
  /** A screen is shared or no longer; a session shares one at a time. */
  'screen-share-control': {
    /** Whether a screen is shared from now on. */
    action: 'start' | 'stop';
    /** By which the client tells its screens apart. */
    screen_id?: string;
    /** How finely it is sent; absent from a client means medium. */
    quality?: 'low' | 'medium' | 'high';
  };
  /** Somebody writes. Repeated every 3 s while he does; forgotten by the receiver after 6 s without another. */
  'typing-indicator': {
    /** False when somebody has stopped or sent it. */
    is_typing: boolean;
    /** Whom he writes to; absent for the room. */
    target_user_id?: string;
    /** The one session that receives it. */
    target_session_id?: string;
  };
  /** What stands behind somebody in his own picture. */
  'virtual-background-update': {
    /** What it is. */
    background_type: 'none' | 'blur' | 'image' | 'video';
    /** Where the image or video is; https only. */
    background_url?: string;
    /** In percent; only for blur. */
    blur_intensity?: number;
  };
}

export type MessageClass = 'durable' | 'signaling' | 'ephemeral' | 'control';

/** The class of each message type. */
export const MESSAGE_CLASSES = {
  'ack': 'control',
  'analytics-event': 'ephemeral',
  'answer': 'signaling',
  'breakout-room-assign': 'durable',
  'breakout-room-close': 'durable',
  'breakout-room-create': 'durable',
  'breakout-room-message': 'durable',
  'chat-delete': 'durable',
  'chat-edit': 'durable',
  'chat-message': 'durable',
  'chunk': 'ephemeral',
  'e2ee-encrypted-message': 'durable',
  'e2ee-key-exchange': 'durable',
  'e2ee-key-revoke': 'durable',
  'e2ee-key-rotation': 'durable',
  'e2ee-public-key': 'durable',
  'e2ee-ratchet-update': 'durable',
  'error': 'control',
  'file-share-accept': 'durable',
  'file-share-cancel': 'durable',
  'file-share-complete': 'durable',
  'file-share-fail': 'durable',
  'file-share-moved': 'durable',
  'file-share-offer': 'durable',
  'file-share-pause': 'durable',
  'file-share-progress': 'ephemeral',
  'file-share-reject': 'durable',
  'file-share-resume': 'durable',
  'hand-raise-queue': 'durable',
  'hand-raise': 'durable',
  'ice-candidate': 'signaling',
  'join-pending': 'control',
  'join': 'control',
  'joined': 'control',
  'leave': 'control',
  'live-stream-start': 'durable',
  'live-stream-stop': 'durable',
  'media-control': 'durable',
  'network-stats': 'ephemeral',
  'offer': 'signaling',
  'participant-update': 'durable',
  'permission-updated': 'durable',
  'ping': 'control',
  'pong': 'control',
  'quality-update': 'ephemeral',
  'reaction': 'ephemeral',
  'read-receipt': 'ephemeral',
  'reconnection-detected': 'control',
  'recording-cancelled': 'durable',
  'recording-completed': 'durable',
  'recording-control': 'durable',
  'recording-failed': 'durable',
  'recording-paused': 'durable',
  'recording-resumed': 'durable',
  'recording-started': 'durable',
  'recording-status': 'ephemeral',
  'recording-stopped': 'durable',
  'refresh': 'control',
  'refreshed': 'control',
  'role-updated': 'durable',
  'room-settings-update': 'durable',
  'room-state': 'control',
  'screen-share-control': 'durable',
  'typing-indicator': 'ephemeral',
  'user-joined': 'durable',
  'user-left': 'durable',
  'virtual-background-update': 'ephemeral',
  'waiting-room-admit': 'durable',
  'waiting-room-join': 'durable',
  'waiting-room-leave': 'durable',
  'waiting-room-reject': 'durable',
} as const satisfies Record<string, MessageClass>;

/** Codes of refusals that may be tried again. */
export const RETRYABLE_CODES: ReadonlySet<string> = new Set([
  'file_not_complete',
  'file_not_scanned',
  'chunk_incomplete',
  'body_digest_mismatch',
  'rate_limit_exceeded',
  'too_many_messages',
  'too_many_requests',
  'service_unavailable',
  'redis_unavailable',
  'history_behind',
  'database_unavailable',
  'storage_unavailable',
  'recording_capacity',
  'recording_unavailable',
  'connection_timeout',
]);

/** What a client does after a close. */
export type AfterClose = 'stay-away' | 'resume' | 'renew-token' | 'show-reason' | 'join-anew' | 'wait-and-resume';

export const CLOSE_CODES: Readonly<Record<number, { name: string; then: AfterClose }>> = {
  1000: { name: 'left', then: 'stay-away' },
  1009: { name: 'too-large', then: 'resume' },
  4001: { name: 'superseded', then: 'stay-away' },
  4008: { name: 'slow-consumer', then: 'resume' },
  4401: { name: 'token-ended', then: 'renew-token' },
  4403: { name: 'refused', then: 'show-reason' },
  4408: { name: 'silent', then: 'resume' },
  4409: { name: 'stale-resume-token', then: 'join-anew' },
  4410: { name: 'removed', then: 'show-reason' },
  4429: { name: 'abuse', then: 'wait-and-resume' },
  4503: { name: 'unavailable', then: 'wait-and-resume' },
};
