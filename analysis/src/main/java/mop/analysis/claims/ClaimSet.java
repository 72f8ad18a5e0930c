package mop.analysis.claims;

import java.util.List;
import mop.analysis.claims.arithmetic.Check;
import mop.analysis.claims.arithmetic.Figures;
import mop.analysis.cost.NamedFile;
import mop.analysis.input.InvalidInput;

/**
 * What one publication states.
 *
 * @param source the publication
 * @param figures its numbers
 * @param checks how they must hang together
 * @param claims which of its figures are held against measurements
 */
public record ClaimSet(
    String name, String source, Figures figures, List<Check> checks, List<PublishedClaim> claims) {
  private static final List<String> BUILT_IN = List.of("mop-2025-11");

  public ClaimSet {
    checks = List.copyOf(checks);
    claims = List.copyOf(claims);
  }

  /** The claim files that come with the workbench; the first is the one audited by default. */
  public static List<String> names() {
    return BUILT_IN;
  }

  /**
   * Claims by name, or from a YAML file of the user.
   *
   * @throws InvalidInput when there is neither, or the file is not one of claims (with file, line
   *     and field)
   */
  public static ClaimSet load(String nameOrPath) {
    return ClaimReader.read(NamedFile.load(nameOrPath, BUILT_IN, "claims", "claim file"));
  }

  /** The same with only the claims that runs of an experiment speak to. */
  public ClaimSet testedBy(String experiment) {
    return new ClaimSet(
        name,
        source,
        figures,
        checks,
        claims.stream().filter(claim -> claim.isTestedBy(experiment)).toList());
  }
}
