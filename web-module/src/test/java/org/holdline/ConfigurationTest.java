package org.holdline;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The table of settings says what the code reads. */
class ConfigurationTest {
  private static final Path TABLE = Path.of("..", "docs", "configuration.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(holdline\\.[a-z0-9.-]+)` \\| `([A-Z0-9_]+)` \\| (.*?) \\|.*");

  /** Read before the application is there: by its server's boot files and its data source. */
  private static final Set<String> READ_BY_THE_SERVER =
      Set.of(
          "holdline.http.address",
          "holdline.https.address",
          "holdline.database.url",
          "holdline.database.user",
          "holdline.database.password");

  private record Row(String variable, String otherwise) {}

  @Test
  void everySettingIsInTheTableAndNoOther() throws IOException {
    var told = new TreeMap<>(table());
    told.keySet().removeAll(READ_BY_THE_SERVER);
    assertThat(told.keySet()).isEqualTo(settings().keySet());
  }

  @Test
  void theTableNamesTheirEnvironmentVariables() throws IOException {
    table()
        .forEach((key, row) ->
            assertThat(row.variable())
                .isEqualTo(key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT)));
  }

  @Test
  void theTableNamesTheirDefaults() throws IOException {
    var told = table();
    settings()
        .forEach((key, setting) -> {
          var row = told.get(key);
          if (row != null && !setting.defaultValue().equals(ConfigProperty.UNCONFIGURED_VALUE)) {
            assertThat(row.otherwise()).as(key).isEqualTo("`" + setting.defaultValue() + "`");
          }
        });
  }

  private static Map<String, Row> table() throws IOException {
    var rows = new TreeMap<String, Row>();
    var found = ROW.matcher(Files.readString(TABLE));
    while (found.find()) {
      rows.put(found.group(1), new Row(found.group(2), found.group(3)));
    }
    return rows;
  }

  private static Map<String, ConfigProperty> settings() {
    var settings = new TreeMap<String, ConfigProperty>();
    new ClassFileImporter()
        .withImportOption(new DoNotIncludeTests()).importPackages("org.holdline").stream()
            .filter(ConfigurationTest::readsSettings)
            .flatMap(each -> parameters(each.reflect()))
            .map(parameter -> parameter.getAnnotation(ConfigProperty.class))
            .filter(setting -> setting != null)
            .forEach(setting -> settings.put(setting.name(), setting));
    return settings;
  }

  private static boolean readsSettings(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .anyMatch(each -> each.getTargetClass().isEquivalentTo(ConfigProperty.class));
  }

  private static Stream<Parameter> parameters(Class<?> type) {
    return Stream.<Executable[]>of(type.getDeclaredMethods(), type.getDeclaredConstructors())
        .flatMap(Arrays::stream)
        .flatMap(each -> Arrays.stream(each.getParameters()));
  }
}
