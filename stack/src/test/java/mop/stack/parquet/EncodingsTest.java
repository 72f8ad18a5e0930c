package mop.stack.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingsTest {
  private final SplittableRandom random = new SplittableRandom(7);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 31, 32, 33, 127, 128, 129, 130, 1000})
  void deltasOfLongsComeBack(int count) {
    for (int bits = 1; bits <= 64; bits++) {
      long[] v = new long[count + 3];
      for (int i = 0; i < v.length; i++) {
        v[i] = random.nextLong() >> (64 - bits);
      }
      ByteSink out = new ByteSink();
      new DeltaEncoder().encode(v, 3, count + 3, out);
      long[] back = new DeltaDecoder(out.array(), 0, out.size()).decode(count, false);
      assertThat(back).isEqualTo(java.util.Arrays.copyOfRange(v, 3, count + 3));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 33, 129, 700})
  void deltasOfIntsWrapAndComeBack(int count) {
    for (int bits = 1; bits <= 32; bits++) {
      int[] v = new int[count];
      for (int i = 0; i < count; i++) {
        v[i] = random.nextInt() >> (32 - bits);
      }
      ByteSink out = new ByteSink();
      new DeltaEncoder().encode(v, 0, count, out);
      long[] back = new DeltaDecoder(out.array(), 0, out.size()).decode(count, true);
      assertThat(back).isEqualTo(java.util.Arrays.stream(v).asLongStream().toArray());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 63, 64, 65, 5000})
  void levelsComeBack(int count) {
    for (int max = 1; max <= 7; max++) {
      byte[] levels = new byte[count];
      for (int i = 0; i < count; ) {
        byte level = (byte) random.nextInt(max + 1);
        for (int run = 1 + random.nextInt(random.nextInt(1, 40)); run > 0 && i < count; run--) {
          levels[i++] = level;
        }
      }
      ByteSink out = new ByteSink();
      RleEncoder.levels(levels, 0, count, 32 - Integer.numberOfLeadingZeros(max), out);
      assertThat(RleDecoder.levels(out.array(), 0, out.size(), max, count)).isEqualTo(levels);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8, 9, 100, 3000})
  void dictionaryIndexesComeBack(int count) {
    for (int bits = 0; bits <= 31; bits++) {
      int[] indexes = new int[count];
      for (int i = 0; i < count; i++) {
        boolean repeat = i > 0 && random.nextInt(4) > 0;
        indexes[i] = repeat ? indexes[i - 1] : (int) (random.nextLong() & ((1L << bits) - 1));
      }
      ByteSink out = new ByteSink();
      RleEncoder.indexes(indexes, 0, count, out);
      assertThat(RleDecoder.indexes(out.array(), 0, out.size(), count)).isEqualTo(indexes);
    }
  }
}
