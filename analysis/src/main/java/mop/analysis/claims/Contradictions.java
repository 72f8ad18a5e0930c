package mop.analysis.claims;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import mop.analysis.claims.arithmetic.Check;
import mop.analysis.claims.arithmetic.Finding;

/**
 * What else a publication says against each of its figures. Figures that are said to be the same,
 * and are, share what is said against any of them.
 */
final class Contradictions {
  private final Map<String, SequencedSet<String>> against = new HashMap<>();

  Contradictions(ClaimSet set) {
    List<Set<String>> alike = new ArrayList<>();
    for (Check check : set.checks()) {
      for (Finding finding : check.findings(set.figures())) {
        switch (finding.outcome()) {
          case INCONSISTENT -> {
            String words = "'" + check.statement() + "' fails: " + finding.words();
            finding.figures().forEach(name -> of(name).add(words));
          }
          case ADDS_UP -> {
            if (check.isIdentity()) {
              alike.add(finding.figures());
            }
          }
          case NOT_TESTABLE -> {}
        }
      }
    }
    alike.forEach(this::share);
  }

  private SequencedSet<String> of(String figure) {
    return against.computeIfAbsent(figure, name -> new LinkedHashSet<>());
  }

  private void share(Set<String> alike) {
    SequencedSet<String> all = new LinkedHashSet<>();
    alike.stream().sorted().forEach(name -> all.addAll(of(name)));
    alike.forEach(name -> of(name).addAll(all));
  }

  /** The first of them, with both sides of the sum, and how many more there are. */
  Optional<String> of(PublishedClaim claim) {
    SequencedSet<String> all = of(claim.figure());
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(
            all.getFirst() + (all.size() == 1 ? "" : " (and " + (all.size() - 1) + " more)"));
  }
}
