package org.holdline.transfer.control;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.holdline.message.control.MessageType;
import org.holdline.message.control.TransferState;
import org.holdline.transfer.entity.TransferEvents.Event;
import org.holdline.transfer.entity.TransferId;

/** What has happened to transfers and is to be told, in the database. */
@Stateless
public class EventLedger {
  /** Whoever has claimed something and not told it by then has died. */
  private static final Duration CLAIM = Duration.ofSeconds(15);

  private TransferStores stores;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected EventLedger() {}

  @Inject
  public EventLedger(TransferStores stores) {
    this.stores = stores;
  }

  /**
   * What is to be told of one transfer.
   *
   * @param state as it is now
   */
  public record Untold(TransferState state, List<Event> events) {
    public Untold {
      events = List.copyOf(events);
    }

    public List<MessageType> types() {
      return events.stream().flatMap(event -> MessageType.find(event.type()).stream()).toList();
    }
  }

  /** Takes what nobody else tells; nothing to tell where there is nothing. */
  public Untold claim(TransferId id) {
    var transfer = stores.transfers().find(id).orElseThrow(TransferRefusals::notFound);
    var now = stores.now();
    return new Untold(stores.state(transfer), stores.events().claim(id, now.minus(CLAIM), now));
  }

  public void told(Untold told) {
    stores.events().remove(told.events());
  }

  /** Transfers of which something has been forgotten. */
  public List<TransferId> forgotten(int limit) {
    return stores.events().forgotten(stores.now().minus(CLAIM), limit);
  }
}
