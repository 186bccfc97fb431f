package org.holdline.session.control;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.holdline.platform.control.LogEvent;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.session.control.Sessions.Standing;
import org.holdline.session.entity.RecoveryRecord;

/** The evidence of somebody's own last resume in a room. */
@Dependent
public class LastRecovery {
  private static final System.Logger LOG = System.getLogger(LastRecovery.class.getName());

  private final RecoveryLedger ledger;

  @Inject
  public LastRecovery(RecoveryLedger ledger) {
    this.ledger = ledger;
  }

  /** Nothing also while the database is away: the rest of what somebody asks for is still true. */
  public Optional<RecoveryRecord> find(Standing standing) {
    try {
      return ledger.findLatest(standing.key().room(), standing.key().user());
    } catch (UnavailableException | EJBException e) {
      LOG.log(Level.WARNING, LogEvent.of("last recovery not read").with("cause", e));
      return Optional.empty();
    }
  }
}
