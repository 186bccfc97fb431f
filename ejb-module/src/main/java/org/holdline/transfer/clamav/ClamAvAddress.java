package org.holdline.transfer.clamav;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where clamd listens: a socket of the file system, or a host and port.
 *
 * @param path null for a host and port
 */
record ClamAvAddress(@Nullable String path, String host, int port) {
  private static final String SETTING = "holdline.files.scanner";

  /**
   * Reads {@code unix:/run/clamav/clamd.ctl} or {@code tcp://host:3310}.
   *
   * @throws IllegalArgumentException when it is neither
   */
  static ClamAvAddress parse(String text) {
    try {
      var address = new URI(text);
      if ("unix".equals(address.getScheme()) && address.getPath() != null) {
        return new ClamAvAddress(address.getPath(), "", 0);
      }
      if ("tcp".equals(address.getScheme()) && address.getHost() != null && address.getPort() > 0) {
        return new ClamAvAddress(null, address.getHost(), address.getPort());
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(refusal(text), e);
    }
    throw new IllegalArgumentException(refusal(text));
  }

  private static String refusal(String text) {
    return SETTING + " must be unix:/run/clamav/clamd.ctl or tcp://host:3310: " + text;
  }

  boolean isFile() {
    return path != null;
  }

  /** Looked up anew each time. */
  SocketAddress socket() {
    return path == null ? new InetSocketAddress(host, port) : UnixDomainSocketAddress.of(path);
  }
}
