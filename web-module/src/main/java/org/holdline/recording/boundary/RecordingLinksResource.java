package org.holdline.recording.boundary;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.holdline.recording.control.RecordingFiles;
import org.jspecify.annotations.Nullable;

/** Where links of this server lead: whoever has one needs nothing else. */
@Path("recording-links/{token}")
@ApplicationScoped
public class RecordingLinksResource {
  private RecordingFiles files;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected RecordingLinksResource() {}

  @Inject
  RecordingLinksResource(RecordingFiles files) {
    this.files = files;
  }

  @GET
  @PermitAll
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public Response download(
      @PathParam("token") String token,
      @HeaderParam("Range") @Nullable String range,
      @HeaderParam("If-Range") @Nullable String ifRange) {
    return RecordedAnswer.of(files, files.shared(token), range, ifRange);
  }
}
