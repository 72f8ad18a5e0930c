package mop.stack.logs.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xerial.snappy.SnappyFramedInputStream;

class CompressionTest {
  @ParameterizedTest
  @EnumSource
  void givesBackWhatWasCompressed(Compression compression) throws IOException {
    Random random = new Random(7);
    for (int length : new int[] {1, 100, 65_535, 65_536, 65_537, 300_000}) {
      byte[] plain = text(random, length);
      byte[] packed = compression.compress(plain, 0, length);
      assertThat(compression.decompress(packed, 0, packed.length, length)).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesToUnpackMoreThanExpected(Compression compression) throws IOException {
    byte[] packed = compression.compress(new byte[100_000], 0, 100_000);
    assertThatThrownBy(() -> compression.decompress(packed, 0, packed.length, 99_999))
        .isInstanceOf(CorruptLogData.class)
        .hasMessageContaining("99999");
  }

  @ParameterizedTest
  @EnumSource
  void tellsDamageAndNothingElse(Compression compression) throws IOException {
    Random random = new Random(11);
    byte[] packed = compression.compress(text(random, 5_000), 0, 5_000);
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = Arrays.copyOf(packed, 1 + random.nextInt(packed.length));
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        compression.decompress(damaged, 0, damaged.length, 10_000);
      } catch (CorruptLogData expected) {
        assertThat(expected).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void snappyFramesAreThoseOfTheFramingFormat() throws IOException {
    byte[] plain = text(new Random(3), 200_000);
    byte[] packed = Compression.SNAPPY.compress(plain, 0, plain.length);
    try (var in = new SnappyFramedInputStream(new ByteArrayInputStream(packed), true)) {
      assertThat(in.readAllBytes()).isEqualTo(plain);
    }
  }

  @Test
  void namesWhatItCannotRead() {
    assertThatThrownBy(() -> Compression.of(7)).hasMessageContaining("lz4");
    assertThatThrownBy(() -> Compression.of(77)).hasMessageContaining("77");
  }

  /** Text that compresses; every third stretch does not. */
  private static byte[] text(Random random, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i / 30_000 % 3 == 2 ? random.nextInt(256) : 'a' + random.nextInt(4));
    }
    return bytes;
  }
}
