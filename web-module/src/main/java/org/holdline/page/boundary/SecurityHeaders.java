package org.holdline.page.boundary;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Tells browsers, with every answer, how little is needed here. A filter is made by the servlet
 * container, hence the look-up of the setting. Strict transport security is left to whatever ends
 * TLS: only it knows that it always will.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class SecurityHeaders extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private String contentPolicy = "";

  @Override
  public void init(FilterConfig config) throws ServletException {
    super.init(config);
    var page = PageDocument.load(config.getServletContext());
    var issuer = ConfigProvider.getConfig().getValue("holdline.oidc.issuer", URI.class);
    contentPolicy = ContentPolicy.of(page.importMapSource(), issuer);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("Content-Security-Policy", contentPolicy);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader(
        "Permissions-Policy",
        "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self),"
            + " geolocation=()");
    chain.doFilter(request, response);
  }
}
