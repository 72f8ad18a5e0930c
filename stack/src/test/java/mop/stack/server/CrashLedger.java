package mop.stack.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was sent, and of it what was acknowledged. What was sent and not acknowledged may have been
 * stored or not. Thread-safe.
 */
final class CrashLedger {
  /** Spans, or 1 for a sample or line, by what names them. */
  private final Map<String, Map<String, Integer>> sent = new TreeMap<>();

  private final Map<String, Map<String, Integer>> acknowledged = new TreeMap<>();
  private int requests;
  private final List<String> refused = new ArrayList<>();

  /** Something that a request carries: a trace's spans, a sample, a line. */
  record Item(String group, String name, int count) {}

  synchronized void sent(List<Item> items) {
    items.forEach(i -> add(sent, i));
  }

  synchronized void acknowledged(List<Item> items) {
    items.forEach(i -> add(acknowledged, i));
    requests++;
  }

  /** An answer that was no success. */
  synchronized void refused(String answer) {
    refused.add(answer);
  }

  private static void add(Map<String, Map<String, Integer>> to, Item i) {
    to.computeIfAbsent(i.group, g -> new HashMap<>()).merge(i.name, i.count, Integer::sum);
  }

  synchronized int requests() {
    return requests;
  }

  synchronized List<String> refusals() {
    return List.copyOf(refused);
  }

  /** Names of everything that was sent to a group. */
  synchronized List<String> names(String group) {
    return List.copyOf(sent.getOrDefault(group, Map.of()).keySet());
  }

  /** The groups whose names begin so. */
  synchronized List<String> groups(String prefix) {
    return sent.keySet().stream().filter(g -> g.startsWith(prefix)).toList();
  }

  synchronized int total(String group, boolean alsoUnknown) {
    return (alsoUnknown ? sent : acknowledged)
        .getOrDefault(group, Map.of()).values().stream().mapToInt(i -> i).sum();
  }

  /**
   * Compares a group with what was found: one line for each thing that is lost, found too often, or
   * was never sent.
   */
  synchronized List<String> differences(String group, Map<String, Integer> found) {
    Map<String, Integer> least = acknowledged.getOrDefault(group, Map.of());
    Map<String, Integer> most = sent.getOrDefault(group, Map.of());
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, Integer> e : most.entrySet()) {
      int count = found.getOrDefault(e.getKey(), 0);
      int expected = least.getOrDefault(e.getKey(), 0);
      if (count < expected || count > e.getValue()) {
        wrong.add(
            "%s %s: found %d, acknowledged %d, sent %d"
                .formatted(group, e.getKey(), count, expected, e.getValue()));
      }
    }
    found.keySet().stream()
        .filter(name -> !most.containsKey(name))
        .forEach(name -> wrong.add(group + ' ' + name + ": found, never sent"));
    return wrong;
  }
}
