package org.holdline.blob.control;

import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.problem.entity.UnavailableException;

/** Why something is not stored, or not read. */
public final class BlobRefusals {
  private BlobRefusals() {}

  public static ProblemException notFound() {
    return new ProblemException(Kind.NOT_FOUND, "blob_not_found", "Nothing is stored there");
  }

  public static ProblemException full() {
    return new ProblemException(
        Kind.FULL, "storage_quota_exceeded", "There is no room left to store it");
  }

  public static UnavailableException away(Exception cause) {
    return new UnavailableException("storage_unavailable", "What is stored is out of reach", cause);
  }
}
