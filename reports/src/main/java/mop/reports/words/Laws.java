package mop.reports.words;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result.Law;
import mop.analysis.result.Result.Line;
import mop.analysis.result.Result.TreatmentCost;

/** What the scaling laws of a bill say, and what they leave open beside the blocks. */
public final class Laws {
  private Laws() {}

  /** Both uncertainties of a bill in one sentence; empty where no law was fitted. */
  public static Optional<String> open(Findings f, TreatmentCost bill) {
    Estimate model = bill.model();
    return model == null
        ? Optional.empty()
        : Optional.of(
            "From block to block: "
                + range(f, bill.monthly())
                + "; what the scaling laws leave open: "
                + range(f, model)
                + " "
                + f.currency()
                + " a month.");
  }

  /** The same for the baseline and the treatment that matters most, for a terminal. */
  public static String notice(Findings f) {
    String bills =
        Stream.concat(f.bill(f.baseline()).stream(), other(f).stream())
            .flatMap(bill ->
                Stream.ofNullable(bill.model())
                    .map(model -> (bill.name() + " " + range(f, model)).replace(' ', '\u00A0')))
            .collect(Collectors.joining(", "));
    return bills.isEmpty()
        ? ""
        : "what the scaling laws leave open of a bill: " + bills + " " + f.currency() + " a month";
  }

  /** The treatment to adopt, else the cheapest. */
  private static Optional<TreatmentCost> other(Findings f) {
    List<TreatmentCost> others =
        f.result().cost().treatments().stream()
            .filter(bill -> !bill.name().equals(f.baseline()))
            .toList();
    String adopted = f.result().recommendation().treatment();
    return others.stream()
        .filter(bill -> bill.name().equals(adopted))
        .findFirst()
        .or(() -> others.stream().min(Comparator.comparingDouble(b -> b.monthly().estimate())));
  }

  private static String range(Findings f, Estimate e) {
    return f.money().value(e).interval();
  }

  /** The exponent of a line with its interval; a dash where none was fitted. */
  public static String power(Line line) {
    Law law = line.law();
    if (law == null) {
      return "–";
    }
    Estimate e = law.exponent();
    return Numbers.fixed(e.estimate(), 2)
        + " ["
        + Numbers.fixed(e.low(), 2)
        + ", "
        + Numbers.fixed(e.high(), 2)
        + "]";
  }

  /** By which lines are ordered by their exponent: those without come as proportion does. */
  public static double order(Line line) {
    Law law = line.law();
    return law == null ? 1 : law.exponent().estimate();
  }
}
