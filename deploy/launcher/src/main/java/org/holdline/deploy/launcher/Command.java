package org.holdline.deploy.launcher;

import org.holdline.deploy.launcher.process.StartException;

/** What is to be started. */
enum Command {
  /** One node, and what it needs. */
  RUN("deploy/run"),
  /** Two nodes behind a balancer, and what they need. */
  CLUSTER("deploy/cluster");

  private final String program;

  Command(String program) {
    this.program = program;
  }

  static Command named(String name) {
    return switch (name) {
      case "run" -> RUN;
      case "cluster" -> CLUSTER;
      default -> throw new StartException("Unknown command " + name + ": run or cluster");
    };
  }

  /** As a person calls it. */
  String program() {
    return program;
  }
}
