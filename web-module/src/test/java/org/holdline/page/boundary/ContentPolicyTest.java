package org.holdline.page.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ContentPolicyTest {
  private static final URI ISSUER = URI.create("https://id.example.org:8443/realms/holdline");

  @Test
  void thePageReachesItselfAndTheOriginOfSignOnOnly() {
    assertThat(ContentPolicy.of("'sha256-x'", ISSUER))
        .startsWith("default-src 'none'; script-src 'self' 'sha256-x'; ")
        .contains("connect-src 'self' https://id.example.org:8443;")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
  }

  @Test
  void anIssuerWithoutAnOriginStopsTheStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ContentPolicy.of("", URI.create("realms/holdline")));
  }

  @Test
  void theDigestIsThatOfTheImportMapAsTheBrowserReadsIt() {
    var page = new PageDocument("<p><script type=\"importmap\">{}</script>");
    assertThat(page.importMapSource())
        .isEqualTo("'sha256-RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o='");
  }

  @Test
  void theRealPageHasNoScriptOfItsOwnButTheImportMapAndNoInlineStyleOrHandler() throws Exception {
    var html = Files.readString(Path.of("src/main/frontend/index.html"));
    assertThat(new PageDocument(html).importMapSource()).isNotEmpty();
    assertThat(html.replaceAll("<script [^>]*(importmap|src=)[^>]*>", ""))
        .doesNotContain("<script", "<style", " style=", " onclick", " onload", "javascript:");
    assertThat(html).doesNotContainPattern("(src|href)=\"(https?:)?//");
  }
}
