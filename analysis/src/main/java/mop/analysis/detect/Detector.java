package mop.analysis.detect;

import java.util.List;

/** Says of each step of a series how odd it is. */
public sealed interface Detector permits SeasonalRobustZ, HoltWintersResidual, IsolationForests {

  /** As it is called in tables. */
  String name();

  /**
   * How odd each step is, in a unit of the detector's own; higher is odder. A step is judged by
   * what came before it and by the training part.
   *
   * @return a score a step; 0 in the training part
   */
  double[] scores(Series series);

  /** All of them, in the order of tables. */
  static List<Detector> all() {
    return List.of(new SeasonalRobustZ(), new HoltWintersResidual(), new IsolationForests(42));
  }
}
