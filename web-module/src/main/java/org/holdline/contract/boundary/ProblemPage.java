package org.holdline.contract.boundary;

/** What one refusal means and what helps. */
final class ProblemPage {
  private ProblemPage() {}

  static String of(Refusals.Refusal refusal) {
    return new Html()
        .add("h1", refusal.title())
        .add(
            "<p><code>%s</code>, HTTP status %d. %s</p>"
                .formatted(
                    refusal.code(),
                    refusal.status(),
                    refusal.isRetryable()
                        ? "The same may be tried again later."
                        : "Trying the same again does not help."))
        .add("h2", "Why")
        .add("<p>" + Html.prose(refusal.cause()) + "</p>")
        .add("h2", "What helps")
        .add("<p>" + Html.prose(refusal.remedy()) + "</p>")
        .add("<p><a href=\"../reference#refusals\">All refusals</a></p>")
        .page(refusal.title());
  }
}
