package mop.stack.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NestedSetsTest {
  /** A span by id, parent (0 for none) and kind. */
  private record S(long id, long parent, int kind) {
    static S of(long id, long parent) {
      return new S(id, parent, 1);
    }
  }

  private static List<List<Integer>> numbers(S... spans) {
    SpanTable table = new SpanTable();
    table.begin(1, 1);
    for (S s : spans) {
      Span.Builder span =
          Span.newBuilder().setSpanId(GeneratedTraces.id(s.id)).setKindValue(s.kind);
      if (s.parent != 0) {
        span.setParentSpanId(GeneratedTraces.id(s.parent));
      }
      byte[] bytes = span.build().toByteArray();
      int at = table.reserve(bytes.length);
      System.arraycopy(bytes, 0, table.bytes, at, bytes.length);
      table.add(0, 0, at, at + bytes.length);
    }
    NestedSets sets = new NestedSets();
    sets.compute(table, IntStream.range(0, spans.length).toArray(), spans.length);
    return IntStream.range(0, spans.length)
        .mapToObj(i -> List.of(sets.left[i], sets.right[i], sets.parent[i], sets.children[i]))
        .toList();
  }

  @Test
  void boundsEncloseThoseOfTheChildren() {
    //       1
    //     2   3
    //         4
    assertThat(numbers(S.of(1, 0), S.of(3, 1), S.of(2, 1), S.of(4, 3)))
        .containsExactly(
            List.of(1, 8, -1, 2), List.of(2, 5, 1, 1), List.of(6, 7, 1, 0), List.of(3, 4, 2, 0));
  }

  @Test
  void severalRootsFollowEachOther() {
    assertThat(numbers(S.of(1, 0), S.of(2, 0)))
        .containsExactly(List.of(1, 2, -1, 0), List.of(3, 4, -1, 0));
  }

  @Test
  void spansWithoutWayToARootGetNoBounds() {
    assertThat(numbers(S.of(1, 0), S.of(2, 9), S.of(3, 2)))
        .containsExactly(List.of(1, 2, -1, 0), List.of(0, 0, 0, 1), List.of(0, 0, 0, 0));
    assertThat(numbers(S.of(2, 9))).containsExactly(List.of(0, 0, 0, 0));
  }

  @Test
  void aClientAndAServerMayShareAnIdAsInZipkin() {
    S client = new S(1, 0, 3);
    S server = new S(1, 1, 2);
    S below = new S(5, 1, 1);
    assertThat(numbers(client, server, below))
        .containsExactly(List.of(1, 6, -1, 1), List.of(2, 5, 1, 1), List.of(3, 4, 2, 0));
  }

  @Test
  void moreThanTwoSpansOfOneIdAreLeftWithoutNumbers() {
    assertThat(numbers(S.of(1, 0), S.of(2, 1), S.of(2, 1), S.of(2, 1)))
        .containsOnly(List.of(0, 0, 0, 0));
  }
}
