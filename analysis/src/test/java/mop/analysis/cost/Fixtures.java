package mop.analysis.cost;

import mop.analysis.input.YamlDocument;

/** A small scenario with round numbers, and trials of it. */
final class Fixtures {
  static final PriceCatalog AWS = PriceCatalog.load("aws-us-east-1");
  static final double GIB = 1L << 30;

  /** 1,000 times the trial a day. */
  static final Scenario ROUND =
      scenario(
          """
          name: round
          description: a thousand trials of 1,000 traces a day
          node: m7g.xlarge
          values:
            tracesPerDay: 1000000
            queriesPerDay: 2400
            retentionDays: 10
            peakToMean: 2
            targetUtilisation: 0.5
            minNodes: 2
            zones: 2
            crossZoneShare: 0.5
            walHours: 1
            diskHeadroom: 2
            minDiskGiB: 10
          """);

  private Fixtures() {}

  static Scenario scenario(String yaml) {
    return ScenarioReader.read(YamlDocument.parse("mine.yaml", yaml));
  }

  static PriceCatalog catalog(String yaml) {
    return CatalogReader.read(YamlDocument.parse("prices.yaml", yaml));
  }

  static ResourceUsage trial() {
    return ResourceUsage.of(1_000, 50_000_000, 24);
  }
}
