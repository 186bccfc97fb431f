package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both parties and a third do whatever they like to a transfer, all at once. */
@OnStage
class FileMovesIT extends FileScene {
  private static final int MOVES_EACH = 12;
  private static final List<String> COMMON =
      List.of("POST /accept", "POST /pause", "POST /resume", "POST /pause", "POST /resume");
  private static final List<String> LAST =
      List.of("DELETE ", "POST /reject", "POST /complete", "POST /fail");

  FileMovesIT(Stage stage) {
    super(stage);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void itGoesOneAllowedStepAfterAnother(int seed) {
    var content = content(10);
    var id = offered(content);
    files.list(ada, id, "plan.bin", content);
    var first = files.done("GET", id, "", ada);
    var random = new Random(seed);
    var actors =
        List.of(ada, ada, alan, alan, barbara).stream()
            .map(actor -> script(random).stream().map(move -> new Move(actor, move)).toList())
            .map(script -> CompletableFuture.supplyAsync(() -> play(id, script)))
            .toList();
    var answers = actors.stream().flatMap(actor -> actor.join().stream()).toList();
    assertThat(answers.stream().map(HttpResponse::statusCode).distinct())
        .isSubsetOf(200, 403, 404, 409);
    var steps =
        answers.stream()
            .filter(answer -> answer.statusCode() == 200)
            .map(answer -> Json.object(answer.body()))
            .sorted(Comparator.comparingInt(FileMovesIT::version))
            .toList();
    assertThat(steps.stream().map(FileMovesIT::version)).doesNotHaveDuplicates();
    var before = first;
    for (var after : steps) {
      assertThat(isAllowed(before, after)).as(before + " -> " + after).isTrue();
      before = after;
    }
    assertThat(status(id)).isEqualTo(before.getString("status"));
  }

  private record Move(String actor, String what) {}

  private static List<String> script(Random random) {
    return IntStream.range(0, MOVES_EACH)
        .mapToObj(i -> random.nextInt(MOVES_EACH) == 0 ? any(LAST, random) : any(COMMON, random))
        .toList();
  }

  private static String any(List<String> moves, Random random) {
    return moves.get(random.nextInt(moves.size()));
  }

  private List<HttpResponse<String>> play(String id, List<Move> script) {
    return script.stream()
        .map(move -> {
          var parts = move.what().split(" ", 2);
          var body = parts[1].equals("/fail") ? "{\"reason\": \"unreadable\"}" : "";
          return files.send(parts[0], id, parts[1], move.actor(), body);
        })
        .toList();
  }

  private static int version(JsonObject state) {
    return state.getInt("version");
  }

  private static boolean isAllowed(JsonObject before, JsonObject after) {
    int pausers = before.getJsonArray("paused_by").size();
    int pausersNow = after.getJsonArray("paused_by").size();
    return switch (before.getString("status") + " " + after.getString("status")) {
      case "pending active", "pending cancelled", "pending failed" -> pausersNow == 0;
      case "active paused" -> pausersNow == 1;
      case "paused paused" -> Math.abs(pausersNow - pausers) == 1;
      case "paused active" -> pausers == 1 && pausersNow == 0;
      case "active completed", "active cancelled", "active failed" -> pausersNow == 0;
      case "paused cancelled", "paused failed" -> pausersNow == 0;
      default -> false;
    };
  }
}
