package mop.simulator.shop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import mop.simulator.BlockTruth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShopReproducibilityTest {
  private static final ShopParameters SMALL =
      ShopParameters.parse("shop:spans=60000,faults=8,hours=0.5");

  /** Of seed 1, block 0. Changes with the shop: then results are not comparable to older ones. */
  private static final String EXPECTED =
      "fdd71349d885eeed83f002141b2ed547102fc319fdd9017a1c9e05d25172a9e7";

  private record Made(String sha256, long lastArrival, BlockTruth truth) {}

  private static Made made(long seed, int block, int threads)
      throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    long[] last = {0};
    BlockTruth truth =
        Shop.generate(
            SMALL,
            seed,
            block,
            threads,
            (at, buffer, offset, length) -> {
              assertThat(at).isGreaterThanOrEqualTo(last[0]);
              last[0] = at;
              digest.update(Long.toString(at).getBytes(US_ASCII));
              digest.update(buffer, offset, length);
            });
    return new Made(HexFormat.of().formatHex(digest.digest()), last[0], truth);
  }

  @Test
  void bytesAndTruthAreTheSameOnAnyNumberOfThreads() throws Exception {
    Made alone = made(7, 3, 1);

    for (int threads : new int[] {1, 2, 3, 8}) {
      Made again = made(7, 3, threads);
      assertThat(again.sha256()).isEqualTo(alone.sha256());
      assertThat(again.truth().faults()).isEqualTo(alone.truth().faults());
      assertThat(again.truth().spans()).isEqualTo(alone.truth().spans());
      assertThat(again.truth().traceFaults().size()).isEqualTo(alone.truth().traceFaults().size());
    }
  }

  @Test
  void bytesAreTheSameAsEver() throws Exception {
    assertThat(made(1, 0, 2).sha256()).isEqualTo(EXPECTED);
  }

  @Test
  void anotherSeedOrBlockIsAnotherDraw() throws Exception {
    Made base = made(7, 3, 2);

    assertThat(made(8, 3, 2).sha256()).isNotEqualTo(base.sha256());
    assertThat(made(7, 4, 2).sha256()).isNotEqualTo(base.sha256());
    assertThat(made(7, 4, 2).truth().faults()).isNotEqualTo(base.truth().faults());
    assertThat(made(7, 4, 2).truth().startNanos()).isEqualTo(base.truth().endNanos());
  }

  @Test
  void whatTheSinkThrowsComesThrough() {
    for (int threads : new int[] {1, 3}) {
      assertThatThrownBy(() ->
              Shop.generate(
                  SMALL,
                  1,
                  0,
                  threads,
                  (at, buffer, offset, length) -> {
                    throw new IOException("disk full");
                  }))
          .isInstanceOf(IOException.class)
          .hasMessage("disk full");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void anInterruptedThreadStops(int threads) {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> Shop.generate(SMALL, 1, 0, threads, (at, b, off, len) -> {}))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("interrupted");
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
  }
}
