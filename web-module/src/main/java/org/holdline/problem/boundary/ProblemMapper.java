package org.holdline.problem.boundary;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.UUID;
import org.holdline.problem.entity.ProblemException;
import org.jspecify.annotations.Nullable;

/** Answers every failure as a problem; what only we can understand stays in the log. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final System.Logger LOG = System.getLogger(ProblemMapper.class.getName());

  @Override
  public Response toResponse(Throwable fault) {
    var refusal = findRefusal(fault);
    if (refusal != null) {
      return answer(Problem.of(refusal)).build();
    }
    if (fault instanceof WebApplicationException known
        && known.getResponse().getStatus()
            < Response.Status.INTERNAL_SERVER_ERROR.getStatusCode()) {
      return ofContainer(known.getResponse());
    }
    return answer(unexpected(fault)).build();
  }

  /** Containers wrap what they do not know. */
  private static @Nullable ProblemException findRefusal(@Nullable Throwable fault) {
    for (var cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException refusal) {
        return refusal;
      }
    }
    return null;
  }

  private static Response ofContainer(Response known) {
    return switch (known.getStatusInfo().getFamily()) {
      case CLIENT_ERROR -> {
        var allowed = known.getHeaderString(HttpHeaders.ALLOW);
        var answer = answer(byStatus(known.getStatus()));
        yield (allowed == null ? answer : answer.header(HttpHeaders.ALLOW, allowed)).build();
      }
      case INFORMATIONAL, SUCCESSFUL, REDIRECTION, SERVER_ERROR, OTHER -> known;
    };
  }

  private static Problem byStatus(int status) {
    return switch (status) {
      case 401 -> Problem.of(status, "unauthorized", "Sign in first");
      case 403 -> Problem.of(status, "permission_denied", "You are not permitted to do this here");
      case 404 -> Problem.of(status, "not_found", "There is nothing here");
      case 405 -> Problem.of(status, "method_not_allowed", "This cannot be done here");
      case 406 -> Problem.of(status, "not_acceptable", "There is no answer of the asked kind");
      case 413 -> Problem.of(status, "message_too_large", "A body has at most 64 KiB");
      case 415 -> Problem.of(status, "media_not_supported", "This kind of media is not supported");
      default -> Problem.of(status, "invalid_payload", "The request is not of the allowed form");
    };
  }

  /** A number under which the log has the rest. */
  static Problem unexpected(Throwable fault) {
    var id = UUID.randomUUID().toString();
    LOG.log(Level.ERROR, "request failed error_id=" + id, fault);
    return new Problem(
        500, "internal_error", "Something went wrong here", Map.of("error_id", id), Map.of());
  }

  private static Response.ResponseBuilder answer(Problem problem) {
    var answer =
        Response.status(problem.status())
            .type(Problem.MEDIA_TYPE)
            .entity(problem.json().toString());
    problem.headers().forEach(answer::header);
    return answer;
  }
}
