package org.holdline.blob.control;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.holdline.blob.entity.BlobKey;
import org.holdline.platform.control.HealthComponent;

/** Whether the store of files answers; rooms go on without it. */
@Singleton
public class BlobHealth implements HealthComponent {
  private static final BlobKey NOWHERE = new BlobKey("health");

  private final BlobStore blobs;

  @Inject
  BlobHealth(BlobStore blobs) {
    this.blobs = blobs;
  }

  @Override
  public String name() {
    return "storage";
  }

  @Override
  public boolean isVital() {
    return false;
  }

  @Override
  public void check() {
    blobs.list(NOWHERE, 1);
  }
}
