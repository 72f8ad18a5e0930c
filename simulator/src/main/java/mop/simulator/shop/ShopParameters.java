package mop.simulator.shop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.NearestWord;
import mop.simulator.engine.BlockShape;
import mop.simulator.engine.FaultKind;

/**
 * How large a block of the shop is. A longer workload is more blocks of the same size, so memory
 * depends on the block.
 *
 * @param spansPerBlock expected spans of one block, 1e4 to 1e9; key {@code spans}
 * @param faultsPerBlock faults of one block, 0 to what fits at 90 s each; key {@code faults}
 * @param hours simulated length of one block, 0.5 to 24; key {@code hours}
 * @param prevalence expected share of traces that a fault hits, 0.001 to 0.05; key {@code
 *     prevalence}
 * @param allSignals whether metrics and logs come with the traces; key {@code signals}, {@code
 *     traces} or {@code all}
 */
public record ShopParameters(
    double spansPerBlock, int faultsPerBlock, double hours, double prevalence, boolean allSignals) {
  /** Name of the workload, and what its specification begins with. */
  public static final String NAME = "shop";

  private static final String SIGNALS = "signals";
  private static final String ALL = "all";
  private static final List<String> KEYS =
      List.of("spans", "faults", "hours", "prevalence", SIGNALS);
  private static final String EXAMPLE = "Write for example shop:spans=2e6,faults=12.";

  /** Two hours, 640,000 spans in about 80,000 traces, 40 faults that hit 1.5 % of the traces. */
  public static ShopParameters defaults() {
    return new ShopParameters(640_000, 40, 2, 0.015);
  }

  /**
   * Traces alone.
   *
   * @throws InvalidInput if a parameter is out of range
   */
  public ShopParameters(double spansPerBlock, int faultsPerBlock, double hours, double prevalence) {
    this(spansPerBlock, faultsPerBlock, hours, prevalence, false);
  }

  /**
   * @throws InvalidInput if a parameter is out of range
   */
  public ShopParameters {
    range("spans", spansPerBlock, 1e4, 1e9);
    range("hours", hours, 0.5, 24);
    range("prevalence", prevalence, 0.001, 0.05);
    int most = BlockShape.mostFaults((int) Math.round(hours * 3600));
    if (faultsPerBlock < 0 || faultsPerBlock > most) {
      throw new InvalidInput(
          "workload shop",
          "faults=" + faultsPerBlock + " in " + number(hours) + " h",
          "0 to " + most + " (the first 15 min are free of faults, each needs 90 s)",
          "Ask for fewer faults or more hours.");
    }
  }

  /** Faults of one block that can show in request rate, error rate or latency. */
  public int visibleFaultsPerBlock() {
    return (int) FaultKind.ofBlock(faultsPerBlock).stream().filter(FaultKind::visible).count();
  }

  private static void range(String key, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new InvalidInput(
          "workload shop",
          key + "=" + number(value),
          number(least) + " to " + number(most),
          "Change " + key + ".");
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%d", (long) value)
        : String.format(Locale.ROOT, "%s", value);
  }

  /**
   * Reads a workload specification.
   *
   * @param spec {@code shop}, or {@code shop:} and pairs of key and value, separated by commas;
   *     what is not said is as in {@link #defaults}
   * @throws InvalidInput if it is not of that form, or a value is out of range
   */
  public static ShopParameters parse(String spec) {
    String where = "workload " + spec;
    if (spec.equals(NAME)) {
      return defaults();
    }
    if (!spec.startsWith(NAME + ":")) {
      throw new InvalidInput(where, "not a shop", "shop or shop:key=value,…", EXAMPLE);
    }
    Map<String, Double> values = new LinkedHashMap<>();
    for (String pair : spec.substring(NAME.length() + 1).split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw new InvalidInput(where, "'" + pair + "' has no value", "key=value", EXAMPLE);
      }
      String key = pair.substring(0, equals).strip();
      if (!KEYS.contains(key)) {
        throw new InvalidInput(
            where,
            "unknown key '" + key + "'",
            String.join(", ", KEYS),
            NearestWord.hint(key, KEYS));
      }
      String text = pair.substring(equals + 1).strip();
      double value = key.equals(SIGNALS) ? signals(where, text) : value(where, key, text);
      if (values.put(key, value) != null) {
        throw new InvalidInput(where, key + " is given twice", "each key once", "Leave one out.");
      }
    }
    return of(where, values);
  }

  /** 1 for all signals, 0 for traces alone. */
  private static double signals(String where, String text) {
    if (!text.equals(ALL) && !text.equals("traces")) {
      throw new InvalidInput(
          where,
          SIGNALS + "='" + text + "'",
          "traces or all",
          NearestWord.hint(text, List.of("traces", ALL)));
    }
    return text.equals(ALL) ? 1 : 0;
  }

  private static double value(String where, String key, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new InvalidInput(where, key + "='" + text + "'", "a number such as 12 or 2e6", EXAMPLE);
    }
  }

  private static ShopParameters of(String where, Map<String, Double> values) {
    ShopParameters base = defaults();
    double faults = values.getOrDefault("faults", (double) base.faultsPerBlock);
    if (faults != Math.rint(faults)) {
      throw new InvalidInput(where, "faults=" + faults, "a whole number", "Round it.");
    }
    return new ShopParameters(
        values.getOrDefault("spans", base.spansPerBlock),
        (int) faults,
        values.getOrDefault("hours", base.hours),
        values.getOrDefault("prevalence", base.prevalence),
        values.getOrDefault(SIGNALS, 0.0) == 1);
  }

  /** The specification with every parameter said; {@link #parse} reads it back. */
  public String spec() {
    return NAME
        + ":spans="
        + number(spansPerBlock)
        + ",faults="
        + faultsPerBlock
        + ",hours="
        + number(hours)
        + ",prevalence="
        + number(prevalence)
        + (allSignals ? "," + SIGNALS + "=" + ALL : "");
  }
}
