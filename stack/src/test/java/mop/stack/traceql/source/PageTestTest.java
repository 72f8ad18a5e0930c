package mop.stack.traceql.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import mop.stack.parquet.PageBounds;
import mop.stack.traceql.Operator;
import mop.stack.traceql.Value;
import mop.stack.traceql.engine.ValueTest;
import mop.stack.traceql.source.ValueDecoder.Meaning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTestTest {
  private static boolean passes(Meaning meaning, Operator op, Value constant, PageBounds bounds) {
    return PageTest.passes(
        new ValueDecoder(meaning), new ValueTest.Compares(op, constant, false), bounds);
  }

  private static PageBounds numbers(long min, long max) {
    return new PageBounds(false, bytes(min), bytes(max));
  }

  private static byte[] bytes(long v) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(v).array();
  }

  private static PageBounds texts(String min, String max) {
    return new PageBounds(
        false, min.getBytes(StandardCharsets.UTF_8), max.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "EQUAL, 9, false",
    "EQUAL, 10, true",
    "EQUAL, 20, true",
    "EQUAL, 21, false",
    "GREATER, 19, true",
    "GREATER, 20, false",
    "GREATER_EQUAL, 20, true",
    "LESS, 10, false",
    "LESS, 11, true",
    "LESS_EQUAL, 10, true",
    "NOT_EQUAL, 15, true"
  })
  void numbersFromTenToTwenty(Operator op, long constant, boolean passes) {
    assertThat(passes(Meaning.INT, op, new Value.Int(constant), numbers(10, 20))).isEqualTo(passes);
    assertThat(passes(Meaning.DURATION, op, new Value.Duration(constant), numbers(10, 20)))
        .isEqualTo(passes);
  }

  @Test
  void whatCannotBeToldIsLookedAt() {
    assertThat(passes(Meaning.INT, Operator.EQUAL, new Value.Int(5), numbers(-1, 3))).isTrue();
    assertThat(passes(Meaning.TEXT, Operator.EQUAL, new Value.Text("x"), texts("", ""))).isTrue();
    assertThat(passes(Meaning.SPAN_ID, Operator.EQUAL, new Value.Text("x"), texts("a", "b")))
        .isTrue();
  }

  @Test
  void onePageOfOneValueHasNoOther() {
    Value three = new Value.Int(3);
    assertThat(passes(Meaning.INT, Operator.NOT_EQUAL, three, numbers(3, 3))).isFalse();
    Value error = new Value.Status(2);
    assertThat(passes(Meaning.STATUS, Operator.EQUAL, error, numbers(0, 1))).isFalse();
    assertThat(passes(Meaning.STATUS, Operator.NOT_EQUAL, error, numbers(2, 2))).isFalse();
    assertThat(passes(Meaning.STATUS, Operator.EQUAL, error, numbers(0, 2))).isTrue();
  }

  @Test
  void textLiesBetweenTheBounds() {
    assertThat(passes(Meaning.TEXT, Operator.EQUAL, new Value.Text("m"), texts("a", "z"))).isTrue();
    assertThat(passes(Meaning.TEXT, Operator.EQUAL, new Value.Text("é"), texts("a", "z")))
        .isFalse();
  }
}
