package org.holdline.benchmarks;

import org.holdline.deploy.launcher.redis.RedisServer;

/**
 * Says where the Redis is that Holdline brings along, so that its peers are measured on the same.
 */
public final class RedisProgram {
  private RedisProgram() {}

  /** No arguments. */
  public static void main(String[] arguments) throws InterruptedException {
    System.out.println(RedisServer.program());
  }
}
