package org.holdline.recording.boundary;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.holdline.recording.control.RecordingJobs;

/** Looks after recordings from the start on, whether or not somebody asks for any. */
@WebListener
public class RecordingWatch implements ServletContextListener {
  private final RecordingJobs jobs;

  @Inject
  RecordingWatch(RecordingJobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    jobs.start();
  }
}
