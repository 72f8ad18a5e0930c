package mop.stack.metrics.downsample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import mop.stack.metrics.chunk.Chunk;
import org.junit.jupiter.api.Test;

class FloatWindowsTest {
  private static Samples samples() {
    Samples s = new Samples();
    s.add(1_700_000_000_000L, 1);
    s.add(1_700_000_060_000L, 3);
    s.add(1_700_000_100_000L, 5);
    s.add(1_700_000_200_000L, 2);
    return s;
  }

  /** Bytes that Thanos' own code (pkg/compact/downsample, August 2026) makes of these samples. */
  @Test
  void makesTheBytesOfThanos() throws IOException {
    List<Chunk> five = FloatWindows.raw(samples(), 300_000);
    assertThat(five).hasSize(1);
    assertThat(five.getFirst().minTime()).isEqualTo(1_700_000_099_999L);
    assertThat(five.getFirst().maxTime()).isEqualTo(1_700_000_200_000L);
    assertThat(HexFormat.of().formatHex(five.getFirst().data()))
        .isEqualTo(
            "14010002bebab7fef9624000000000000000a18d060015010002bebab7fef962401000"
                + "0000000000a18d06d81616010002bebab7fef9623ff00000000000"
                + "00a18d06c25fff15010002bebab7fef9624008000000000000a18d"
                + "06d61f1e01000480a0abfef9623ff00000000000009f8d06c267ff"
                + "c0016b0ef73cafdc");
    List<Chunk> hour = FloatWindows.again(five, 300_000, 3_600_000);
    assertThat(HexFormat.of().formatHex(hour.getFirst().data()))
        .isEqualTo(
            "1001000180d5c3fef96240100000000000001001000180d5c3fef962402600000000"
                + "00001001000180d5c3fef9623ff00000000000001001000180d5c3"
                + "fef96240140000000000001c01000380a0abfef9623ff000000000"
                + "0000c09a0cc26ffefb3cb0200380");
  }

  @Test
  void aSeriesIsDividedIntoChunksOfAHundredAndFortySamples() {
    assertThat(FloatWindows.chunks(0, 86_400_000, 60_000, 300_000, 1440)).isEqualTo(3);
    assertThat(FloatWindows.chunks(0, 86_400_000, 60_000, 300_000, 144)).isEqualTo(1);
    assertThat(FloatWindows.chunks(5, 5, 60_000, 300_000, 1)).isEqualTo(1);
  }
}
