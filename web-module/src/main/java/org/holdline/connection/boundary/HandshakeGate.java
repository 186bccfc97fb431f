package org.holdline.connection.boundary;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.holdline.identity.boundary.Callers;
import org.holdline.platform.control.NodeDuty;
import org.holdline.problem.boundary.Problem;
import org.holdline.problem.entity.ProblemException;

/** Answers handshakes that must not become connections, before anything is made for them. */
final class HandshakeGate extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Pattern PREFIX = Pattern.compile("^(/api)?/webrtc/ws/");

  private final transient Origins origins;
  private final transient NodeDuty duty;
  private final transient Rehearsal rehearsal;

  HandshakeGate(Origins origins, NodeDuty duty, Rehearsal rehearsal) {
    this.duty = duty;
    this.origins = origins;
    this.rehearsal = rehearsal;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      rehearsal.room(roomIn(request));
      requireOrigin(request);
      duty.require();
      Callers.of(request);
    } catch (ProblemException refusal) {
      Problem.of(refusal).write(response);
      return;
    }
    chain.doFilter(request, response);
  }

  private static String roomIn(HttpServletRequest request) {
    var info = request.getPathInfo();
    var path = request.getServletPath() + (info == null ? "" : info);
    return PREFIX.matcher(path).replaceFirst("");
  }

  private void requireOrigin(HttpServletRequest request) {
    if (!origins.allow(request.getHeader("Origin"), request.getHeader("Host"))) {
      throw new ProblemException(
          ProblemException.Kind.FORBIDDEN, "origin_not_allowed", "This page may not connect");
    }
  }
}
