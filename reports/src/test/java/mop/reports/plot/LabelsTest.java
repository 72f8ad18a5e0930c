package mop.reports.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {

  private static final Box BOUNDS = new Box(40, 30, 800, 350);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void labelsOverlapNeitherEachOtherNorAnyPoint(long seed) {
    Random random = new Random(seed);
    List<double[]> points = new ArrayList<>();
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < 5 + 5 * seed; i++) {
      double[] point = {40 + 800 * random.nextDouble(), 30 + 350 * random.nextDouble()};
      points.add(point);
      boxes.add(Box.around(point[0], point[1], 6, 6));
    }
    Labels labels = new Labels(BOUNDS, boxes, List.of());
    List<Box> placed = new ArrayList<>();
    for (double[] point : points) {
      labels.place(point[0], point[1], 90).ifPresent(p -> placed.add(p.box()));
    }
    assertThat(placed).isNotEmpty().allMatch(box -> box.inside(BOUNDS));
    for (int i = 0; i < placed.size(); i++) {
      Box label = placed.get(i);
      assertThat(placed.subList(i + 1, placed.size())).noneMatch(label::overlaps);
      assertThat(boxes).noneMatch(label::overlaps);
    }
  }
}
