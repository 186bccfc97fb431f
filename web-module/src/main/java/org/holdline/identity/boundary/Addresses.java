package org.holdline.identity.boundary;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * From where a request comes: the nearest address that is none of our proxies. Of an IPv6 address
 * only the network counts, since whoever has one of its addresses has them all.
 */
public final class Addresses {
  /** Nothing else is given to {@link InetAddress}, which would ask the name service. */
  private static final Pattern LITERAL =
      Pattern.compile(
          "(\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])(\\.(\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])){3}"
              + "|[0-9a-fA-F]{0,4}:[0-9a-fA-F:]*");

  private static final int NETWORK_BYTES = 8;

  private final Set<String> proxies;

  /**
   * @param proxies whose {@code X-Forwarded-For} is believed
   */
  public Addresses(List<String> proxies) {
    this.proxies = proxies.stream().map(Addresses::proxy).collect(Collectors.toUnmodifiableSet());
  }

  private static String proxy(String text) {
    var address = canonical(text);
    if (address == null) {
      throw new IllegalArgumentException("holdline.proxies: not an IP address: " + text);
    }
    return address;
  }

  /** In a form of which each origin has one. */
  public String of(HttpServletRequest request) {
    return origin(request.getRemoteAddr(), Collections.list(request.getHeaders("X-Forwarded-For")));
  }

  String origin(String peer, List<String> forwarded) {
    var way = new ArrayList<String>();
    forwarded.forEach(header -> way.addAll(Arrays.asList(header.split(",", -1))));
    way.add(peer);
    var nearest = peer;
    for (var each : way.reversed()) {
      var address = canonical(each.strip());
      if (address == null) {
        break;
      }
      nearest = address;
      if (!proxies.contains(address)) {
        break;
      }
    }
    return nearest;
  }

  private static @Nullable String canonical(String text) {
    if (!LITERAL.matcher(text).matches()) {
      return null;
    }
    try {
      var address = InetAddress.getByName(text);
      return address instanceof Inet6Address && !address.isLoopbackAddress()
          ? HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES)
          : address.getHostAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
