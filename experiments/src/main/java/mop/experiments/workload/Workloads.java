package mop.experiments.workload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.NearestWord;
import mop.simulator.shop.ShopParameters;

/** Opens a workload from its specification. */
public final class Workloads {
  private static final String SHOP = "shop";
  private static final String OTLP = "otlp:";

  /** Spans of a block at most: what the judge of a block holds in memory is about 40 bytes each. */
  static final int MAX_BLOCK_SPANS = 3_000_000;

  private Workloads() {}

  /**
   * What a workload needs to know of the run.
   *
   * @param blocks how many blocks are wanted; a recording may give fewer
   * @param maxBadLines unreadable lines to skip before the workload is refused
   * @param scratch folder for the workload's data, kept until the run ends
   * @param warn hears of each skipped line
   */
  public record Setting(
      long seed, int threads, int blocks, int maxBadLines, Path scratch, Consumer<String> warn) {}

  /**
   * Opens {@code shop}, {@code shop:KEY=VALUE,…} or {@code otlp:PATH}.
   *
   * @throws InvalidInput when the specification or what it names cannot be used
   */
  public static Workload open(String spec, Setting setting) throws IOException {
    if (spec.equals(SHOP) || spec.startsWith(SHOP + ":")) {
      ShopParameters parameters = ShopParameters.parse(spec);
      if (parameters.spansPerBlock() > MAX_BLOCK_SPANS) {
        throw new InvalidInput(
            "--workload " + spec,
            "a block of so many spans does not fit into memory",
            "spans of at most " + MAX_BLOCK_SPANS,
            "For a longer workload raise --replicates.");
      }
      return new ShopWorkload(spec, parameters, setting.seed(), setting.threads());
    }
    if (spec.startsWith(OTLP)) {
      return Recording.open(spec, spec.substring(OTLP.length()), setting);
    }
    String kind = spec.contains(":") ? spec.substring(0, spec.indexOf(':')) : spec;
    throw new InvalidInput(
        "--workload " + spec,
        "unknown workload '" + kind + "'",
        "shop, shop:KEY=VALUE,… or otlp:PATH",
        NearestWord.hint(kind, List.of(SHOP, "otlp")));
  }
}
