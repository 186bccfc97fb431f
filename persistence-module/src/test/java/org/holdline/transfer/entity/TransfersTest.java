package org.holdline.transfer.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdline.identity.entity.UserId;
import org.holdline.room.entity.SessionId;
import org.holdline.transfer.entity.Transfers.Open;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransfersTest {
  private static final Instant SOON = TestContents.NOW.plus(Duration.ofHours(1));
  private static final Instant LATE = TestContents.NOW.plus(Duration.ofHours(9));

  @RegisterExtension static final TestContents CONTENTS = new TestContents();

  private final FileContent content = TestContents.content(1);

  private FileTransfer transfer(Instant expiresAt) {
    return new FileTransfer(
        content, new SessionId("s_ada"), new UserId("alan"), TestContents.NOW, expiresAt);
  }

  private FileTransfer over(TransferStatus status) {
    var over = transfer(SOON);
    over.become(status, Set.of(), null, TestContents.NOW);
    return over;
  }

  private Optional<Open> open(FileTransfer... stored) {
    return CONTENTS.transfers(transfers -> {
      transfers.add(content, List.of(stored));
      return transfers.findOpen(content.id());
    });
  }

  @Test
  void oneThatIsDirectAndTheFirstToExpireAreTold() {
    var relayed = transfer(LATE);
    relayed.relay();
    assertThat(open(relayed, transfer(SOON))).contains(new Open(true, SOON));
  }

  @Test
  void whatIsOverDoesNotCount() {
    var relayed = transfer(LATE);
    relayed.relay();
    assertThat(open(relayed, over(TransferStatus.COMPLETED))).contains(new Open(false, LATE));
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPLETED", "CANCELLED", "FAILED"})
  void nothingIsToldWhenAllAreOver(TransferStatus status) {
    assertThat(open(over(status))).isEmpty();
  }

  @Test
  void nothingIsToldWhenThereAreNone() {
    assertThat(open()).isEmpty();
  }
}
