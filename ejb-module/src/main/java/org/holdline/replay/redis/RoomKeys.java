package org.holdline.replay.redis;

import org.holdline.identity.entity.UserId;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;

/**
 * The Redis keys of one room.
 *
 * <ul>
 *   <li>{@code webrtc:reconnect:seq:{room}}: hash; {@code epoch}, {@code sequence}, {@code durable}
 *       (newest durable sequence), {@code persisted} (the history is complete up to there), {@code
 *       minute}, {@code count}, {@code before} (activity), {@code reign} (the server's time as
 *       master in which it was written last, and 1 when that one kept whatever it acknowledged)
 *   <li>{@code webrtc:reconnect:buffer:{room}}: stream of durable messages, id {@code
 *       <sequence>-0}; {@code p} the previous durable sequence, {@code a} milliseconds, {@code m}
 *       the packed message
 *   <li>{@code webrtc:reconnect:inbox:{room}:<session>}: stream of signaling for one session
 *   <li>{@code webrtc:reconnect:ids:{room}:<user>:<client>}: hash from a client's message id to its
 *       sequence; with {@code :order}, a list of the ids, oldest first
 *   <li>{@code webrtc:reconnect:state:{room}:<user>}: hash; {@code <session>} its record as JSON,
 *       {@code <session>|g} generation, {@code <session>|l} lease of the node that holds it, {@code
 *       <session>|v} when that was written, in milliseconds, {@code <session>|c} cursor
 *   <li>{@code webrtc:participants:{room}}: hash from session to user
 *   <li>{@code webrtc:roles:{room}}: hash from user to role; {@code @host} names the host
 *   <li>{@code webrtc:rules:{room}}: hash, gone when the room is empty; {@code version}, which
 *       every change of the rules or of a role other than participant changes, {@code
 *       <life>:<counter>}; {@code settings} as JSON, {@code role:<user>} what somebody was made,
 *       {@code may:<user>} what he may do or not beside his role, as JSON, {@code hand:<user>} a
 *       raised hand, as JSON, {@code breakout:<id>} a breakout room, as JSON, {@code
 *       in-breakout:<user>} the id of the one in which somebody belongs, {@code door:<user>} what
 *       he was answered at the door, as JSON, {@code recording} the recording that is made of the
 *       room, as JSON, {@code recorder} session and user of its recorder, who is nowhere else
 *   <li>{@code webrtc:bans:{room}}: hash from user to the moment, in milliseconds, until which he
 *       must not come in; 0 for as long as the hash lives
 *   <li>{@code webrtc:door:{room}}: a text that changes with what is registered of the room, for as
 *       long as an admission that was judged by what was before may still be under way
 *   <li>{@code webrtc:read:{room}}: hash from user, or user, tab and the other one of a
 *       conversation of two, to what he has read last: its milliseconds, sequence and id, divided
 *       by tabs
 *   <li>{@code webrtc:waiting-room:{room}}: hash from a user who waits to be let in to a JSON
 *       object of {@code username}, {@code joined_at}, {@code joined_ms} and {@code seen}, both in
 *       milliseconds
 *   <li>{@code webrtc:room:{room}}: channel
 * </ul>
 */
public record RoomKeys(RoomId room) {
  /** All channels of rooms begin so. */
  public static final String CHANNEL_PREFIX = "webrtc:room:{";

  public String meta() {
    return "webrtc:reconnect:seq:{" + room + "}";
  }

  public String buffer() {
    return "webrtc:reconnect:buffer:{" + room + "}";
  }

  public String inboxPrefix() {
    return "webrtc:reconnect:inbox:{" + room + "}:";
  }

  public String inbox(SessionId session) {
    return inboxPrefix() + session;
  }

  public String ids(UserId user, String clientId) {
    return "webrtc:reconnect:ids:{" + room + "}:" + user + ":" + clientId;
  }

  public String statePrefix() {
    return "webrtc:reconnect:state:{" + room + "}:";
  }

  public String state(UserId user) {
    return statePrefix() + user;
  }

  public String participants() {
    return "webrtc:participants:{" + room + "}";
  }

  public String roles() {
    return "webrtc:roles:{" + room + "}";
  }

  public String rules() {
    return "webrtc:rules:{" + room + "}";
  }

  public String bans() {
    return "webrtc:bans:{" + room + "}";
  }

  public String door() {
    return "webrtc:door:{" + room + "}";
  }

  public String read() {
    return "webrtc:read:{" + room + "}";
  }

  public String waitingRoom() {
    return "webrtc:waiting-room:{" + room + "}";
  }

  public String channel() {
    return CHANNEL_PREFIX + room + "}";
  }
}
