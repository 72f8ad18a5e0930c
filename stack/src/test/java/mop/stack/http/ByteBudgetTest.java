package mop.stack.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteBudgetTest {
  private final ByteBudget budget = new ByteBudget(100_000);

  @Test
  void whatIsTakenIsGivenBackOnce() {
    ByteBudget.Lease one = budget.lease();
    ByteBudget.Lease two = budget.lease();
    assertThat(one.grow(60_000)).isTrue();
    assertThat(two.grow(40_001)).isFalse();
    one.shrink(10_000);
    assertThat(two.grow(50_000)).isTrue();
    assertThat(budget.held()).isEqualTo(100_000);
    one.close();
    one.close();
    assertThat(budget.held()).isEqualTo(50_000);
    two.close();
    assertThat(budget.held()).isZero();
    assertThat(budget.refusals()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8191, 8192, 8193, 50_000})
  void bodiesOfAllLengthsAreReadWhetherOrNotTheLengthWasAnnounced(int length) throws IOException {
    byte[] sent = new byte[length];
    java.util.Arrays.fill(sent, (byte) 7);
    for (long announced : new long[] {0, length, 3}) {
      try (ByteBudget.Lease lease = budget.lease()) {
        Body body = Body.read(new ByteArrayInputStream(sent), announced, 50_000, lease);

        assertThat(java.util.Arrays.copyOf(body.bytes(), body.length())).isEqualTo(sent);
        assertThat(budget.held()).isEqualTo(body.bytes().length);
      }
    }
  }

  @Test
  void aDecompressionBombCostsNoMoreThanABodyMay() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
      out.write(new byte[10_000_000]);
    }
    InputStream plain = ContentCoding.GZIP.decode(new ByteArrayInputStream(bomb.toByteArray()));
    try (ByteBudget.Lease lease = budget.lease()) {
      assertThatExceptionOfType(Body.Refused.class)
          .isThrownBy(() -> Body.read(plain, 0, 70_000, lease))
          .matches(e -> e.why() == Body.Refusal.TOO_LARGE);
      assertThat(budget.held()).isLessThanOrEqualTo(70_001);
    }
  }

  @Test
  void aBodyForWhichThereIsNoRoomIsRefused() {
    try (ByteBudget.Lease lease = budget.lease()) {
      InputStream endless = InputStream.nullInputStream();
      assertThat(lease.grow(95_000)).isTrue();
      assertThatExceptionOfType(Body.Refused.class)
          .isThrownBy(() -> Body.read(endless, 10_000, 1 << 20, lease))
          .matches(e -> e.why() == Body.Refusal.NO_ROOM);
    }
  }
}
