package org.holdline.health.boundary;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.holdline.identity.boundary.Callers;
import org.holdline.identity.control.Administrators;
import org.holdline.problem.boundary.Problem;
import org.holdline.problem.entity.ProblemException;

/**
 * Keeps the server's {@code /metrics} for administrators and for whoever brings the token of {@code
 * holdline.metrics.token}. Registered by code, since a declared filter that fails to start is left
 * out and the application goes on without it.
 */
@WebListener
public class MetricsGate implements ServletContextListener {
  private final String token;

  @Inject
  MetricsGate(@ConfigProperty(name = "holdline.metrics.token") Optional<String> token) {
    this.token = token.orElse("");
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    var gate = event.getServletContext().addFilter("metrics gate", new Gate(token));
    gate.setAsyncSupported(true);
    gate.addMappingForUrlPatterns(
        EnumSet.of(DispatcherType.REQUEST), false, "/metrics", "/metrics/*");
  }

  private static final class Gate extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final String token;

    Gate(String token) {
      this.token = token;
    }

    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      try {
        if (!showsToken(request)) {
          Administrators.require(Callers.of(request));
        }
      } catch (ProblemException refusal) {
        Problem.of(refusal).write(response);
        return;
      }
      chain.doFilter(request, response);
    }

    private boolean showsToken(HttpServletRequest request) {
      var shown = request.getHeader("Authorization");
      return !token.isBlank() && shown != null && isSame(shown, "Bearer " + token);
    }

    /** Takes as long for any two texts of the same length. */
    private static boolean isSame(String shown, String wanted) {
      return MessageDigest.isEqual(
          shown.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
    }
  }
}
