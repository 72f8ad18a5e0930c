package mop.analysis.cost.estimate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import mop.analysis.cost.WholeSystem.Member;

/**
 * Hands a bill out to services and teams, to the cent: amounts are cut to cents and the cents that
 * are left go to the largest remainders (Hamilton's method), so that the parts add up to the bill.
 */
final class Shares {
  /** What the stated shares leave over. */
  static final String UNATTRIBUTED = "unattributed";

  private static final BigDecimal CENT = new BigDecimal("0.01");

  private Shares() {}

  /** Dimension to member to money; the members of each dimension sum to the lines. */
  static SequencedMap<String, SequencedMap<String, BigDecimal>> of(
      SequencedMap<String, List<Member>> dimensions, List<EstimateLine> lines) {
    SequencedMap<String, SequencedMap<String, BigDecimal>> all = new LinkedHashMap<>();
    dimensions.forEach((dimension, members) -> all.put(dimension, of(members, lines)));
    return all;
  }

  private static SequencedMap<String, BigDecimal> of(
      List<Member> members, List<EstimateLine> lines) {
    BigDecimal total = BigDecimal.ZERO;
    BigDecimal known = BigDecimal.ZERO;
    SequencedMap<String, BigDecimal> exact = new LinkedHashMap<>();
    members.forEach(member -> exact.put(member.name(), BigDecimal.ZERO));
    for (EstimateLine line : lines) {
      total = total.add(line.amount());
      for (Member member : members) {
        BigDecimal part = line.amount().multiply(member.of(line.component()));
        exact.merge(member.name(), part, BigDecimal::add);
        known = known.add(part);
      }
    }
    exact.merge(UNATTRIBUTED, total.subtract(known), BigDecimal::add);
    return toCents(exact, total);
  }

  private record Part(String name, BigDecimal cut, BigDecimal remainder) {
    static Part of(String name, BigDecimal exact) {
      BigDecimal cut = exact.setScale(2, RoundingMode.FLOOR);
      return new Part(name, cut, exact.subtract(cut));
    }
  }

  private static SequencedMap<String, BigDecimal> toCents(
      SequencedMap<String, BigDecimal> exact, BigDecimal total) {
    List<Part> parts =
        exact.entrySet().stream().map(each -> Part.of(each.getKey(), each.getValue())).toList();
    BigDecimal cut = parts.stream().map(Part::cut).reduce(BigDecimal.ZERO, BigDecimal::add);
    SequencedMap<String, BigDecimal> cents = new LinkedHashMap<>();
    parts.forEach(part -> cents.put(part.name, part.cut));
    parts.stream()
        .sorted(Comparator.comparing(Part::remainder).reversed())
        .limit(total.subtract(cut).divide(CENT).intValueExact())
        .forEach(part -> cents.merge(part.name, CENT, BigDecimal::add));
    return cents;
  }
}
