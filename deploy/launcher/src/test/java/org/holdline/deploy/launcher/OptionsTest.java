package org.holdline.deploy.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.holdline.deploy.launcher.process.StartException;
import org.junit.jupiter.api.Test;

class OptionsTest {
  @Test
  void argumentsComeBeforeTheEnvironmentAndThatBeforeDefaults() {
    var options =
        Options.parse(
            Command.RUN,
            List.of("--port", "9000", "--redis-port=9001"),
            Map.of("HOLDLINE_HTTP_PORT", "9100", "HOLDLINE_POSTGRES_PORT", "9101"));

    assertThat(options.httpPort().number()).isEqualTo(9000);
    assertThat(options.redisPort().number()).isEqualTo(9001);
    assertThat(options.postgresPort().number()).isEqualTo(9101);
    assertThat(options.keycloakPort().number()).isEqualTo(8180);
  }

  @Test
  void aMisspeltOptionIsNamed() {
    assertThatThrownBy(() -> Options.parse(Command.RUN, List.of("--prot", "1"), Map.of()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("--prot");
  }

  @Test
  void aPortOutOfRangeIsNamedWithItsVariable() {
    var options = Options.parse(Command.RUN, List.of(), Map.of("HOLDLINE_REDIS_PORT", "65536"));

    assertThatThrownBy(options::redisPort)
        .isInstanceOf(StartException.class)
        .hasMessageContaining("HOLDLINE_REDIS_PORT")
        .hasMessageContaining("65536");
  }

  @Test
  void httpsTakesAHostOrFindsOne() {
    assertThat(Options.parse(Command.RUN, List.of("--https=pc.lan"), Map.of()).httpsHost())
        .contains("pc.lan");
    assertThat(Options.parse(Command.RUN, List.of("--https"), Map.of()).httpsHost()).isPresent();
    assertThat(Options.parse(Command.RUN, List.of(), Map.of()).httpsHost()).isEmpty();
  }

  @Test
  void aServerElsewhereIsOneThatIsNamed() {
    var options =
        Options.parse(
            Command.RUN, List.of(), Map.of("HOLDLINE_REDIS_URL", "redis://r:6379", "B", " "));

    assertThat(options.isOutside("HOLDLINE_REDIS_URL")).isTrue();
    assertThat(options.isOutside("B")).isFalse();
    assertThat(options.isOutside("HOLDLINE_DATABASE_URL")).isFalse();
  }

  @Test
  void eachCommandHasOptionsOfItsOwn() {
    var options = Options.parse(Command.CLUSTER, List.of("--node-port", "9200"), Map.of());

    assertThat(options.nodePort(2).number()).isEqualTo(9201);
    assertThatThrownBy(() -> Options.parse(Command.CLUSTER, List.of("--https"), Map.of()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("deploy/cluster --help");
    assertThatThrownBy(() -> Options.parse(Command.RUN, List.of("--node-port=1"), Map.of()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("deploy/run --help");
  }
}
