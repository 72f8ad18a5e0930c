package mop.analysis.claims.arithmetic;

import java.util.List;

/** How published figures hang together. */
sealed interface Relation
    permits Sum,
        Formula,
        Reduction,
        Share,
        Average,
        Same,
        Successive,
        Within,
        Throughput,
        Investment {

  /** What it says to the figures: one finding, or one for each figure that it judges. */
  List<Finding> check(Figures figures);
}
