package mop.analysis.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import mop.analysis.telemetry.TraceTable;
import org.junit.jupiter.api.Test;

class CallTreesTest {
  private final TraceTable.Builder table = new TraceTable.Builder();

  private void span(String name, int parent, long start, long end) {
    table.span(table.operation("s", name), parent, start, end - start, 2, false);
  }

  private static double self(CallTrees trees, int span) {
    return Math.exp(trees.logSelf(span)) - 1_000;
  }

  @Test
  void takesOverlappingChildrenOffOnce() {
    table.beginTrace(0, 1);
    span("root", -1, 0, 1_000_000);
    span("a", 0, 100_000, 400_000);
    span("b", 0, 300_000, 600_000);
    span("inside b", 0, 350_000, 500_000);

    CallTrees trees = new CallTrees(table.build());

    assertThat(self(trees, 0)).isCloseTo(500_000, within(1.0));
    assertThat(self(trees, 1)).isCloseTo(300_000, within(1.0));
  }

  @Test
  void takesOnlyThePartOfAnAsynchronousChildThatLiesWithinItsParent() {
    table.beginTrace(0, 1);
    span("root", -1, 0, 1_000_000);
    span("late", 0, 900_000, 5_000_000);
    span("later", 0, 2_000_000, 3_000_000);

    CallTrees trees = new CallTrees(table.build());

    assertThat(self(trees, 0)).isCloseTo(900_000, within(1.0));
  }

  @Test
  void takesChildrenInOrderOfTimeHoweverTheyCome() {
    table.beginTrace(0, 1);
    span("c", 2, 600_000, 700_000);
    span("b", 2, 100_000, 650_000);
    span("root", -1, 0, 1_000_000);

    CallTrees trees = new CallTrees(table.build());

    assertThat(self(trees, 2)).isCloseTo(400_000, within(1.0));
    assertThat(trees.root(0)).isEqualTo(2);
  }

  @Test
  void handlesTracesOfManySpans() {
    table.beginTrace(0, 1);
    span("root", -1, 0, 1_000_000);
    for (int i = 400; i > 0; i--) {
      span("child", 0, i * 1_000L, i * 1_000L + 500);
    }

    CallTrees trees = new CallTrees(table.build());

    assertThat(self(trees, 0)).isCloseTo(800_000, within(1.0));
  }

  @Test
  void countsDistinctPathsFromRootToLeaf() {
    for (int copy = 0; copy < 3; copy++) {
      table.beginTrace(0, copy);
      span("root", -1, 0, 10);
      span("a", 0, 0, 5);
      span("leaf", 1, 0, 5);
      span("b", 0, 5, 10);
      span("leaf", 3, 5, 10);
    }

    CallTrees trees = new CallTrees(table.build());

    assertThat(trees.paths()).isEqualTo(2);
    assertThat(trees.edges()).isEqualTo(4);
    assertThat(trees.leafPath(0)).isEqualTo(CallTrees.NONE);
    assertThat(trees.leafPath(2)).isEqualTo(trees.leafPath(7)).isNotEqualTo(trees.leafPath(4));
  }

  @Test
  void survivesSpansThatAreTheirOwnAncestors() {
    table.beginTrace(0, 1);
    span("a", 1, 0, 10);
    span("b", 0, 0, 10);
    span("leaf", 1, 0, 10);

    CallTrees trees = new CallTrees(table.build());

    assertThat(trees.paths()).isEqualTo(1);
    assertThat(trees.root(0)).isZero();
  }
}
