package org.holdline.room.control;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.holdline.identity.entity.UserId;
import org.jspecify.annotations.Nullable;

/** Gives each user the servers that help to find a path, with credentials of his own. */
public final class IceServers {
  private final IceSettings settings;
  private final Clock clock;

  /**
   * Some servers of one kind.
   *
   * @param credentials null where none are needed
   */
  public record IceServer(List<String> urls, @Nullable TurnCredentials credentials) {
    public IceServer {
      urls = List.copyOf(urls);
    }
  }

  public IceServers(IceSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  public IceSettings settings() {
    return settings;
  }

  public List<IceServer> serversFor(UserId user) {
    var servers = new ArrayList<IceServer>();
    if (!settings.stunUrls().isEmpty()) {
      servers.add(new IceServer(settings.stunUrls(), null));
    }
    var secret = settings.turnSecret();
    if (secret != null) {
      var expiresAt = clock.instant().plus(settings.credentialLife());
      servers.add(
          new IceServer(settings.turnUrls(), TurnCredentials.until(expiresAt, user, secret)));
    }
    return servers;
  }
}
