package mop.reports.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Places labels beside their points so that no two overlap and none covers a point: for each label
 * in turn the nearest free place around its point that crosses the fewest intervals. A label that
 * finds no place is left out, so the most important ones come first.
 */
final class Labels {

  private static final double HEIGHT = 16;
  private static final double[] DISTANCES = {9, 16, 28, 44, 64};

  /** With more points than this, labels stay beside their points: leaders would cross. */
  private static final int CROWD = 14;

  private static final double CROSSING = 12;

  /** A label at its place; a leader leads to the point where it stands away from it. */
  record Placed(Box box, boolean leader) {}

  private final Box bounds;
  private final double farthest;
  private final List<Box> points;
  private final List<Box> intervals;
  private final List<Box> taken = new ArrayList<>();

  /**
   * @param bounds where labels may stand
   * @param points what no label may cover
   * @param intervals what labels avoid where they can
   */
  Labels(Box bounds, List<Box> points, List<Box> intervals) {
    this.bounds = bounds;
    this.farthest = points.size() > CROWD ? DISTANCES[1] : DISTANCES[DISTANCES.length - 1];
    this.points = points;
    this.intervals = intervals;
  }

  /** Finds a place for a label of this width beside the point at ({@code x}, {@code y}). */
  Optional<Placed> place(double x, double y, double width) {
    Box best = null;
    double bestCost = Double.POSITIVE_INFINITY;
    boolean leader = false;
    for (double distance : DISTANCES) {
      if (distance > farthest) {
        break;
      }
      for (int direction = 0; direction < 8; direction++) {
        Box box = candidate(x, y, width, distance, direction);
        double cost = distance + 0.25 * direction + crossings(box);
        if (cost < bestCost && free(box)) {
          best = box;
          bestCost = cost;
          leader = distance > DISTANCES[1];
        }
      }
    }
    if (best == null) {
      return Optional.empty();
    }
    taken.add(best);
    return Optional.of(new Placed(best, leader));
  }

  private boolean free(Box box) {
    return box.inside(bounds)
        && taken.stream().noneMatch(box::overlaps)
        && points.stream().noneMatch(box::overlaps);
  }

  private double crossings(Box box) {
    return intervals.stream()
        .mapToDouble(i -> box.shared(i) > 0 ? CROSSING + 0.3 * box.shared(i) : 0)
        .sum();
  }

  /** Right and above first, as in print, then round the point. */
  private static Box candidate(double x, double y, double width, double distance, int direction) {
    double slant = 0.7 * distance;
    return switch (direction) {
      case 0 -> new Box(x + slant, y - slant - HEIGHT, width, HEIGHT);
      case 1 -> new Box(x + slant, y + slant, width, HEIGHT);
      case 2 -> new Box(x + distance, y - HEIGHT / 2, width, HEIGHT);
      case 3 -> new Box(x - slant - width, y - slant - HEIGHT, width, HEIGHT);
      case 4 -> new Box(x - slant - width, y + slant, width, HEIGHT);
      case 5 -> new Box(x - distance - width, y - HEIGHT / 2, width, HEIGHT);
      case 6 -> new Box(x - width / 2, y - distance - HEIGHT, width, HEIGHT);
      default -> new Box(x - width / 2, y + distance, width, HEIGHT);
    };
  }
}
