package org.holdline.contract.boundary;

import jakarta.json.JsonObject;
import java.util.Optional;

/** The contract of this application, made once. */
public final class Contract {
  private final String openApi;
  private final String openApiYaml;
  private final String asyncApi;
  private final String reference;
  private final Refusals refusals = new Refusals();

  Contract(JsonObject openApi, JsonObject asyncApi) {
    this.openApi = openApi.toString();
    this.openApiYaml = YamlText.of(openApi);
    this.asyncApi = asyncApi.toString();
    this.reference = ReferencePage.of(openApi, asyncApi, refusals);
  }

  String openApi() {
    return openApi;
  }

  String openApiYaml() {
    return openApiYaml;
  }

  String asyncApi() {
    return asyncApi;
  }

  String reference() {
    return reference;
  }

  Optional<String> problem(String code) {
    return refusals.find(code).map(ProblemPage::of);
  }
}
