package mop.analysis.cost.roi;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import mop.analysis.cost.roi.Investment.Values;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Judges an investment. Uncertain numbers are drawn independently of each other by inversion: one
 * uniform number each, so the same seed gives the same answer everywhere.
 */
public final class RoiAnalysis {
  /** Inputs that people read in percent. */
  private static final Set<String> RATES = Set.of("discountRate", "savingGrowth");

  private static final double LOW = 0.05;
  private static final double HIGH = 0.95;

  private final Investment investment;

  private RoiAnalysis(Investment investment) {
    this.investment = investment;
  }

  /**
   * Judges an investment.
   *
   * @param draws how often the uncertain numbers are drawn, at least 1
   * @param seed start of the draws
   */
  public static Roi of(Investment investment, int draws, long seed) {
    return new RoiAnalysis(investment).judge(draws, seed);
  }

  private Roi judge(int draws, long seed) {
    SequencedMap<String, Uncertain> inputs = inputs();
    boolean uncertain =
        inputs.values().stream().anyMatch(input -> !(input instanceof Uncertain.Certain));
    Map<String, String> words = new LinkedHashMap<>();
    inputs.forEach((name, input) -> words.put(name, input.words(RATES.contains(name) ? 100 : 1)));
    Optional<Drawn> drawn = uncertain ? Optional.of(draw(draws, seed)) : Optional.empty();
    return new Roi(
        Roi.SCHEMA,
        investment.name(),
        investment.currency(),
        investment.months(),
        words,
        Map.of(),
        List.of(),
        figures(investment.likely()),
        drawn.map(Drawn::quantiles),
        drawn.map(Drawn::losses),
        drawn.map(Drawn::paybacks),
        tornado(inputs),
        uncertain ? draws : 0,
        seed);
  }

  private SequencedMap<String, Uncertain> inputs() {
    SequencedMap<String, Uncertain> inputs = new LinkedHashMap<>();
    inputs.put("investment", investment.investment());
    inputs.put("monthlySaving", investment.monthlySaving());
    inputs.put("monthlyCost", investment.monthlyCost());
    inputs.put("discountRate", investment.discountRate());
    inputs.put("savingGrowth", investment.savingGrowth());
    inputs.put("rampMonths", investment.rampMonths());
    return inputs;
  }

  private static Values values(double[] x) {
    return new Values(
        BigDecimal.valueOf(x[0]),
        BigDecimal.valueOf(x[1]),
        BigDecimal.valueOf(x[2]),
        x[3],
        x[4],
        x[5]);
  }

  private Roi.Figures figures(Values values) {
    CashFlows flows = investment.flows(values);
    double rate = Investment.monthly(values.discountRate());
    return new Roi.Figures(
        Investment.cents(flows.npv(rate)),
        flows.irr().stream().mapToObj(Investment::yearly).findFirst(),
        flows.payback(0),
        flows.payback(rate),
        Investment.cents(investment.breakEvenSaving(values)),
        Investment.cents(flows.npv(0).add(values.investment())));
  }

  private static final class Drawn {
    private final BigDecimal[] npvs;
    private final int lost;
    private final int paidBack;

    /**
     * Counts what was drawn.
     *
     * @param npvs sorted
     */
    Drawn(BigDecimal[] npvs, int lost, int paidBack) {
      this.npvs = npvs;
      this.lost = lost;
      this.paidBack = paidBack;
    }

    Roi.Quantiles quantiles() {
      return new Roi.Quantiles(
          Investment.cents(at(LOW)), Investment.cents(at(0.5)), Investment.cents(at(HIGH)));
    }

    /** Quantile of sorted draws, between two of them in proportion (Hyndman and Fan's type 7). */
    private BigDecimal at(double share) {
      double position = share * (npvs.length - 1);
      int below = (int) position;
      BigDecimal next = npvs[Math.min(below + 1, npvs.length - 1)];
      return npvs[below].add(
          next.subtract(npvs[below]).multiply(BigDecimal.valueOf(position - below)));
    }

    double losses() {
      return (double) lost / npvs.length;
    }

    double paybacks() {
      return (double) paidBack / npvs.length;
    }
  }

  private Drawn draw(int draws, long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    List<Uncertain> inputs = List.copyOf(inputs().values());
    BigDecimal[] npvs = new BigDecimal[draws];
    int lost = 0;
    int paidBack = 0;
    for (int i = 0; i < draws; i++) {
      double[] x = new double[inputs.size()];
      for (int k = 0; k < x.length; k++) {
        x[k] = inputs.get(k).quantile(random.nextDouble(Double.MIN_NORMAL, 1));
      }
      Values values = values(x);
      npvs[i] = investment.npv(values);
      lost += npvs[i].signum() < 0 ? 1 : 0;
      paidBack += investment.flows(values).payback(0).isPresent() ? 1 : 0;
    }
    Arrays.sort(npvs);
    return new Drawn(npvs, lost, paidBack);
  }

  private List<Roi.Swing> tornado(SequencedMap<String, Uncertain> inputs) {
    List<String> names = List.copyOf(inputs.keySet());
    return names.stream()
        .filter(name -> !(inputs.get(name) instanceof Uncertain.Certain))
        .map(name ->
            new Roi.Swing(
                name,
                Investment.cents(investment.npv(with(inputs, name, LOW))),
                Investment.cents(investment.npv(with(inputs, name, HIGH)))))
        .sorted(Comparator.comparing(Roi.Swing::width).reversed())
        .toList();
  }

  /** The most likely numbers, but for one that is at a quantile. */
  private static Values with(SequencedMap<String, Uncertain> inputs, String name, double share) {
    double[] x =
        inputs.entrySet().stream()
            .mapToDouble(entry ->
                entry.getKey().equals(name)
                    ? entry.getValue().quantile(share)
                    : entry.getValue().likely())
            .toArray();
    return values(x);
  }
}
