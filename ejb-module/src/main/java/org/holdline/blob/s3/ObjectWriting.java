package org.holdline.blob.s3;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.holdline.blob.control.BlobStore.Writing;

/** An object that is kept in memory until it is whole. */
final class ObjectWriting implements Writing {
  private final ByteBuffer content;
  private final Consumer<ByteBuffer> store;

  /**
   * @param content to be filled
   */
  ObjectWriting(ByteBuffer content, Consumer<ByteBuffer> store) {
    this.content = content;
    this.store = store;
  }

  @Override
  public void add(ByteBuffer bytes) {
    content.put(bytes);
  }

  @Override
  public void finish() {
    store.accept(content.flip());
  }

  @Override
  public void close() {
    content.limit(0); // nothing has gone out
  }
}
