package org.holdline.identity.boundary;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How somebody shows who he is. */
sealed interface Credentials {
  record Token(String value) implements Credentials {
    @Override
    public String toString() {
      return "Token[redacted]";
    }
  }

  record Ticket(String secret) implements Credentials {
    @Override
    public String toString() {
      return "Ticket[redacted]";
    }
  }

  /** The header is valid everywhere; the query, which ends up in logs, only opens WebSockets. */
  final class Finder {
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([^ ]+) *");
    private static final Pattern WEB_SOCKET = Pattern.compile("(/api)?/webrtc/ws/.*");

    private final boolean tokenInQuery;

    Finder(boolean tokenInQuery) {
      this.tokenInQuery = tokenInQuery;
    }

    Optional<Credentials> find(HttpServletRequest request) {
      var header = request.getHeader("Authorization");
      if (header != null) {
        var bearer = BEARER.matcher(header);
        return bearer.matches() ? Optional.of(new Token(bearer.group(1))) : Optional.empty();
      }
      return isWebSocket(request) ? inQuery(request) : Optional.empty();
    }

    private Optional<Credentials> inQuery(HttpServletRequest request) {
      var ticket = request.getParameter("ticket");
      if (ticket != null) {
        return Optional.of(new Ticket(ticket));
      }
      var token = tokenInQuery ? request.getParameter("token") : null;
      return token == null ? Optional.empty() : Optional.of(new Token(token));
    }

    private static boolean isWebSocket(HttpServletRequest request) {
      return "GET".equals(request.getMethod())
          && WEB_SOCKET.matcher(request.getServletPath() + textOf(request.getPathInfo())).matches();
    }

    private static String textOf(@Nullable String pathInfo) {
      return pathInfo == null ? "" : pathInfo;
    }
  }
}
