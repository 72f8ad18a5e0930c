package mop.stack.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mop.stack.labels.Matcher;
import mop.stack.logs.Direction;
import mop.stack.logs.LogCursor;
import mop.stack.logs.LogSource;
import mop.stack.logs.LogStore;
import mop.stack.server.Client.Answer;
import mop.stack.store.FileObjectStore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares what the stack answers with what was acknowledged. */
final class CrashCheck {
  private static final JsonMapper JSON = new JsonMapper();

  private final CrashLedger ledger;
  private final List<String> wrong = new ArrayList<>();

  CrashCheck(CrashLedger ledger) {
    this.ledger = ledger;
  }

  /** One line for each thing that is not as it was promised. */
  List<String> wrong() {
    return wrong;
  }

  /** Asks a stack that runs. */
  void ask(CrashProcess stack) throws IOException, InterruptedException {
    try (Client client = new Client()) {
      traces(client, stack.address(Endpoint.TEMPO));
      samples(client, stack.address(Endpoint.PROMETHEUS));
    }
  }

  private void traces(Client client, URI tempo) throws IOException, InterruptedException {
    Map<String, Integer> found = new HashMap<>();
    for (String id : ledger.names(CrashLoad.TRACES)) {
      Answer answer = client.get(tempo, "/api/traces/" + id);
      if (answer.status() == 200) {
        found.put(id, answer.body().split("\"spanId\"", -1).length - 1);
      } else if (answer.status() != 404) {
        wrong.add("trace " + id + ": " + answer);
      }
    }
    wrong.addAll(ledger.differences(CrashLoad.TRACES, found));
    long now = System.currentTimeMillis() / 1000;
    Answer counted =
        client.get(
            tempo,
            "/api/metrics/query_range",
            "q",
            "{} | count_over_time()",
            "start",
            Long.toString(now - 3600),
            "end",
            Long.toString(now + 60),
            "step",
            "60");
    assertThat(counted.status()).as(counted.body()).isEqualTo(200);
    double spans = 0;
    for (JsonNode series : JSON.readTree(counted.body()).path("series")) {
      for (JsonNode sample : series.path("samples")) {
        spans += sample.path("value").asDouble(0);
      }
    }
    int least = ledger.total(CrashLoad.TRACES, false);
    int most = ledger.total(CrashLoad.TRACES, true);
    if (spans < least || spans > most) {
      wrong.add("TraceQL counts %s spans, acknowledged %d, sent %d".formatted(spans, least, most));
    }
  }

  private void samples(Client client, URI prometheus) throws IOException, InterruptedException {
    for (String group : ledger.groups(CrashLoad.SAMPLES)) {
      String[] parts = group.split("/", -1);
      String selector = "%s{w=\"%s\"}[1h]".formatted(parts[0], parts[1]);
      Answer answer = client.post(prometheus, "/api/v1/query", "query", selector);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      Map<String, Integer> found = new HashMap<>();
      for (JsonNode series : JSON.readTree(answer.body()).path("data").path("result")) {
        for (JsonNode sample : series.path("values")) {
          long millis = Math.round(sample.get(0).asDouble() * 1000);
          found.merge(millis + "=" + sample.get(1).asString(), 1, Integer::sum);
        }
      }
      wrong.addAll(ledger.differences(group, found));
    }
  }

  /** Opens the store of logs of a stack that is dead. */
  void openLogs(Path folder) throws IOException {
    try (FileObjectStore objects = new FileObjectStore(folder.resolve("objects"));
        LogStore store = new LogStore(objects, folder.resolve("logs"), CrashChild.logs())) {
      Map<String, Integer> found = new HashMap<>();
      List<Matcher> all = List.of();
      for (LogSource.Stream stream : store.select(0, Long.MAX_VALUE, all)) {
        for (LogCursor entry = stream.entries(Direction.FORWARD); entry.next(); ) {
          found.merge(entry.line(), 1, Integer::sum);
        }
      }
      wrong.addAll(ledger.differences(CrashLoad.LOGS, found));
    }
  }
}
