package org.holdline.transfer.boundary;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.holdline.platform.control.Background;
import org.holdline.transfer.control.FileInspection;
import org.holdline.transfer.control.FileSweeper;
import org.holdline.transfer.control.PresenceWatch;
import org.holdline.transfer.control.RemovalWatch;

/** Looks after files from the start on, whether or not somebody asks for any. */
@WebListener
public class FileWatch implements ServletContextListener {
  private final FileSweeper sweeper;
  private final PresenceWatch presence;
  private final RemovalWatch removals;
  private final FileInspection inspection;
  private final Background background;

  @Inject
  FileWatch(
      FileSweeper sweeper,
      PresenceWatch presence,
      RemovalWatch removals,
      FileInspection inspection,
      Background background) {
    this.sweeper = sweeper;
    this.presence = presence;
    this.removals = removals;
    this.inspection = inspection;
    this.background = background;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    background.every(FileSweeper.PAUSE, sweeper::turn);
    background.every(PresenceWatch.PAUSE, presence::turn);
    background.every(RemovalWatch.PAUSE, removals::turn);
    background.every(FileInspection.PAUSE, inspection::turn);
  }
}
