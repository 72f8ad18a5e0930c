package mop.analysis.cost;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How each of a treatment's amounts grows.
 *
 * @param byUse by {@link ResourceUsage.Use#key}; what is not there grows in proportion
 */
record Growths(Map<String, Growth> byUse) {
  /** Everything in proportion. */
  static final Growths ASSUMED = new Growths(Map.of());

  /**
   * Fits a law to every amount of a treatment. Sizes are multiples of the measured blocks' rate of
   * traces; for what grows with bytes they are the bytes received at those sizes, since larger
   * requests have less to wrap.
   *
   * @param blocks what the treatment used in the measured blocks, size 1
   */
  static Growths of(
      String treatment, Map<Integer, ResourceUsage> blocks, SizeStudy study, Scenario scenario) {
    List<SizedUsage> sized =
        study.trials().stream().filter(trial -> trial.treatment().equals(treatment)).toList();
    if (sized.isEmpty() || blocks.size() + sized.size() < 3) {
      return ASSUMED;
    }
    ResourceUsage all = ResourceUsage.pooled(List.copyOf(new TreeMap<>(blocks).values()));
    Map<String, Growth> byUse = new LinkedHashMap<>();
    for (ResourceUsage.Use use : all.uses()) {
      ScalingLaw.of(use, all, scenario, ASSUMED)
          .filter(law -> law.driver() != Driver.QUERIES)
          .ifPresent(law ->
              byUse.put(
                  use.key(),
                  Growth.fit(
                      points(use, law.driver(), blocks, sized),
                      law.perSecond(law.inTrial())
                          * study.blockSeconds()
                          * blocks.size()
                          / law.inTrial(),
                      scenario.value(Parameter.EXTRAPOLATION_CAP))));
    }
    return new Growths(byUse);
  }

  private static List<Growth.Point> points(
      ResourceUsage.Use use,
      Driver driver,
      Map<Integer, ResourceUsage> blocks,
      List<SizedUsage> sized) {
    List<Growth.Point> points = new ArrayList<>();
    new TreeMap<>(blocks)
        .forEach(
            (block, usage) -> points.add(new Growth.Point(1, block, amount(usage.uses(), use))));
    double bytes = blocks.values().stream().mapToLong(ResourceUsage::bytes).average().orElseThrow();
    Map<Double, Double> meanBytes =
        sized.stream()
            .collect(
                Collectors.groupingBy(
                    SizedUsage::size, Collectors.averagingDouble(SizedUsage::bytes)));
    for (SizedUsage trial : sized) {
      double size =
          driver == Driver.BYTES
              ? meanBytes.getOrDefault(trial.size(), bytes) / bytes
              : trial.size();
      points.add(new Growth.Point(size, trial.block(), amount(trial.uses(), use)));
    }
    return points;
  }

  private static double amount(List<ResourceUsage.Use> uses, ResourceUsage.Use like) {
    OptionalDouble amount =
        uses.stream()
            .filter(use -> use.key().equals(like.key()))
            .mapToDouble(ResourceUsage.Use::amount)
            .findFirst();
    return amount.orElseThrow(() ->
        new IllegalArgumentException("a trial of another size did not measure " + like.key()));
  }

  Growth of(ResourceUsage.Use use) {
    return byUse.getOrDefault(use.key(), Growth.ASSUMED);
  }

  Growths drawn(Draw draw) {
    Map<String, Growth> drawn = new LinkedHashMap<>();
    byUse.forEach((use, growth) -> drawn.put(use, growth.drawn(draw)));
    return new Growths(drawn);
  }

  Collection<Growth> all() {
    return byUse.values();
  }
}
