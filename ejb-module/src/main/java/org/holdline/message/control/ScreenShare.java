package org.holdline.message.control;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session shares its screen or no longer; a session shares one at a time.
 *
 * @param screenId by which the client tells its screens apart
 */
public record ScreenShare(ShareAction action, @Nullable String screenId, ShareQuality quality)
    implements ClientPayload {
  public ScreenShare {
    if (screenId != null) {
      Check.id("screen_id", screenId);
    }
  }

  static ScreenShare read(Fields fields) {
    return new ScreenShare(
        fields.word("action", ShareAction.class),
        fields.findText("screen_id"),
        fields.find("quality") == null
            ? ShareQuality.MEDIUM
            : fields.word("quality", ShareQuality.class));
  }

  @Override
  public MessageType type() {
    return MessageType.SCREEN_SHARE_CONTROL;
  }

  /** To stop needs none. */
  @Override
  public Optional<Permission> permission() {
    return action == ShareAction.START ? Optional.of(Permission.SHARE_SCREEN) : Optional.empty();
  }
}
