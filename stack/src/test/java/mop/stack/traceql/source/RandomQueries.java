package mop.stack.traceql.source;

import java.util.List;
import java.util.SplittableRandom;

/** Random queries about {@link SmallTraces}; seeded. Not all of them mean something. */
final class RandomQueries {
  private static final List<String> RELATIONS =
      List.of(
          "&&", "||", ">", "<", ">>", "<<", "~", "!>", "!<", "!>>", "!<<", "!~", "&>", "&<", "&>>",
          "&<<", "&~");

  private final SplittableRandom random;

  RandomQueries(long seed) {
    random = new SplittableRandom(seed);
  }

  private String anyOf(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String anyOf(String... list) {
    return list[random.nextInt(list.length)];
  }

  String query() {
    String first = random.nextInt(8) == 0 ? stage() : spanset(2);
    StringBuilder query = new StringBuilder(first);
    for (int i = random.nextInt(5) - 2; i > 0; i--) {
      query.append(" | ").append(stage());
    }
    return query.toString();
  }

  private String stage() {
    return switch (random.nextInt(7)) {
      case 0 -> "by(" + field() + ")";
      case 1 -> "coalesce()";
      case 2 -> "select(" + field() + ", " + field() + ")";
      case 3 -> "count() " + anyOf("=", "!=", ">", "<=") + ' ' + random.nextInt(4);
      case 4, 5 ->
          anyOf(
                  "min(span.a)",
                  "max(.b)",
                  "min(1 + span.a)",
                  "avg(duration)",
                  "sum(duration)",
                  "avg(span:childCount)",
                  "sum(2 * span:childCount)")
              + ' '
              + anyOf(">", "<=", "=", "!=")
              + ' '
              + anyOf("1", "1.5", "1s", "0", "500ms");
      default -> spanset(1);
    };
  }

  private String spanset(int depth) {
    if (depth > 0 && random.nextInt(3) == 0) {
      return '(' + operand(depth) + ") " + anyOf(RELATIONS) + " (" + operand(depth) + ')';
    }
    return "{ " + condition(3) + " }";
  }

  private String operand(int depth) {
    return random.nextInt(6) == 0 ? spanset(0) + " | " + stage() : spanset(depth - 1);
  }

  private String condition(int depth) {
    return switch (random.nextInt(depth > 0 ? 12 : 7)) {
      case 0 -> field() + ' ' + anyOf("=", "!=") + " nil";
      case 1 -> field();
      case 2, 3 -> field() + ' ' + anyOf("=", "!=", ">", ">=", "<", "<=") + ' ' + value();
      case 4 -> value() + ' ' + anyOf("=", "!=", ">", "<") + ' ' + field();
      case 5 -> field() + ' ' + anyOf("=~", "!~") + ' ' + anyOf("`x.*`", "`GET|y`", "`.`", "`^x$`");
      case 6 -> typical();
      case 7, 8 -> condition(depth - 1) + " && " + condition(depth - 1);
      case 9 -> condition(depth - 1) + " || " + condition(depth - 1);
      case 10 -> "!(" + condition(depth - 1) + ")";
      default ->
          "(" + field() + ' ' + anyOf("+", "-", "*", "/", "%", "^") + ' ' + value() + ") > 1";
    };
  }

  private String typical() {
    return anyOf(
        "status = error",
        "status != ok",
        "kind = server",
        "kind != client",
        "duration > 1s",
        "duration <= 500ms",
        "name = `op-1`",
        "rootName = `op-2`",
        "rootServiceName != `svc-1`",
        "traceDuration > 100s",
        "resource.service.name = `svc-2`",
        "resource.service.name =~ `svc-.`",
        ".service.name = ``",
        "statusMessage = `x`",
        "span:childCount > 1",
        "nestedSetParent < 0",
        "event:name = `x` && event.a = 1",
        "event:timeSinceStart > 0ms",
        "link:traceID = `2`",
        "link:spanID = `0000000000000001`",
        "instrumentation:name = `lib-3`",
        "instrumentation:version = nil",
        "span.http.status_code >= 1",
        "span.http.method = `GET`",
        "span.rare = nil",
        "span.rare != nil",
        "true",
        "false");
  }

  private String field() {
    return random.nextInt(4) == 0
        ? anyOf("name", "status", "kind", "duration", "rootName", "event:name", "statusMessage")
        : anyOf("span", "resource", "event", "link", "instrumentation", "", "span", "")
            + '.'
            + anyOf(SmallTraces.KEYS);
  }

  private String value() {
    return switch (random.nextInt(6)) {
      case 0 -> Integer.toString(random.nextInt(-1, 4));
      case 1 -> anyOf("0.5", "1.0", "1.5");
      case 2 -> anyOf("true", "false");
      case 3 -> anyOf("error", "ok", "server", "1s", "1ms");
      default -> '`' + anyOf(SmallTraces.TEXTS) + '`';
    };
  }
}
