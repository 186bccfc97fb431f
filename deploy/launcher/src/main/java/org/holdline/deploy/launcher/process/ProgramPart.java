package org.holdline.deploy.launcher.process;

/** A part that is one program of its own. */
public abstract class ProgramPart implements Part {
  /** The program. */
  protected final ChildProcess process;

  protected ProgramPart(ChildProcess process) {
    this.process = process;
  }

  /**
   * Returns when it does what it is for.
   *
   * @throws StartException when it ends before or takes too long
   */
  public abstract void awaitReady() throws InterruptedException;

  /** The same part when it is ready; it is closed when it does not come to that. */
  protected static <T extends ProgramPart> T ready(T part) throws InterruptedException {
    try {
      part.awaitReady();
      return part;
    } catch (InterruptedException | RuntimeException e) {
      part.close();
      throw e;
    }
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public String name() {
    return process.name();
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it without a chance to clean up, as a power cut would. */
  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }
}
