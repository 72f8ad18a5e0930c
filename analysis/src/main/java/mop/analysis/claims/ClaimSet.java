package mop.analysis.claims;

import java.util.List;
import mop.analysis.cost.NamedFile;
import mop.analysis.input.InvalidInput;

/**
 * The published figures of one publication.
 *
 * @param source the publication
 */
public record ClaimSet(String name, String source, List<PublishedClaim> claims) {
  private static final List<String> BUILT_IN = List.of("mop-2025-11-adaptive-sampling");

  public ClaimSet {
    claims = List.copyOf(claims);
  }

  /** The claim files that come with the workbench. */
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
}
