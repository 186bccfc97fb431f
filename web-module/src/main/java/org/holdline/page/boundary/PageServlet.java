package org.holdline.page.boundary;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers the page at {@code /}, the lobby, and at {@code /r/{room_id}}, a room's link; which of
 * them it is the page reads from its address. No route below exists, so anything else is 404.
 */
@WebServlet(urlPatterns = {"", PageServlet.ROOM + "*"})
public class PageServlet extends HttpServlet {
  static final String ROOM = "/r/";
  private static final long serialVersionUID = 1L;
  private static final Pattern ONE_SEGMENT = Pattern.compile("/[^/]+/?");

  private transient PageDocument page = PageDocument.EMPTY;

  @Override
  public void init() throws ServletException {
    try {
      page = PageDocument.load(getServletContext());
    } catch (UncheckedIOException e) {
      throw new ServletException("The page is not in the archive", e);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var rest = request.getPathInfo();
    if (!request.getServletPath().isEmpty() && !isRoomLink(rest)) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader("ETag", page.etag());
    if (page.etag().equals(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType("text/html;charset=UTF-8");
    response.setContentLength(page.length());
    page.writeTo(response.getOutputStream());
  }

  private static boolean isRoomLink(@Nullable String rest) {
    return rest != null && ONE_SEGMENT.matcher(rest).matches();
  }
}
