package mop.stack.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mop.analysis.input.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WalTest {
  private static final WalSettings SMALL =
      WalSettings.DEFAULT.withSegmentBytes(4 * WalFormat.PAGE).withForce(false);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(WalCompression.class)
  void recordsOfAllSizesComeBackAcrossPagesAndSegments(WalCompression kind) throws IOException {
    List<byte[]> records = records(new Random(7), 400);
    records.add(new byte[0]);
    try (WalWriter writer = WalWriter.open(folder, SMALL.withCompression(kind))) {
      for (byte[] r : records) {
        writer.append(r);
      }
      writer.sync();
      assertThat(writer.segment()).isPositive();
    }

    assertSame(read(folder), records);
  }

  @Test
  void aRecordThatEndsAnywhereNearThePagesEndComesBack() throws IOException {
    WalSettings plain = SMALL.withCompression(WalCompression.NONE);
    for (int left = 0; left < 20; left++) {
      Path log = folder.resolve("left" + left);
      byte[] first = new byte[WalFormat.PAGE - WalFormat.HEAD - left];
      byte[] second = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
      try (WalWriter writer = WalWriter.open(log, plain)) {
        writer.append(first);
        writer.append(second);
        writer.append(new byte[0]);
        writer.sync();
      }

      assertThat(read(log)).containsExactly(first, second, new byte[0]);
    }
  }

  @Test
  void eachSegmentStandsByItself() throws IOException {
    try (WalWriter writer = WalWriter.open(folder, SMALL)) {
      for (byte[] r : records(new Random(3), 300)) {
        writer.append(r);
      }
      writer.sync();
    }
    int[] segments = Segments.list(folder);
    assertThat(segments.length).isGreaterThan(3);
    for (int n : segments) {
      Path alone = Files.createDirectories(folder.resolve("alone" + n));
      Files.copy(Segments.file(folder, n), Segments.file(alone, 0));
      assertThat(Files.size(Segments.file(alone, 0))).isLessThanOrEqualTo(4L * WalFormat.PAGE);

      assertThat(damageAfter(alone, new ArrayList<>())).isEmpty();
    }
  }

  @Test
  void aTornTailIsCutOffBehindTheLastWholeRecord() throws IOException {
    List<byte[]> records = records(new Random(5), 12);
    List<Long> ends = new ArrayList<>();
    try (WalWriter writer = WalWriter.open(folder, WalSettings.DEFAULT.withForce(false))) {
      for (byte[] r : records) {
        writer.append(r);
        writer.sync();
        ends.add(Files.size(Segments.file(folder, 0)));
      }
    }
    byte[] whole = Files.readAllBytes(Segments.file(folder, 0));
    Random random = new Random(11);
    for (int trial = 0; trial < 300; trial++) {
      Path log = Files.createDirectories(folder.resolve("torn" + trial));
      int length = random.nextInt(whole.length);
      Files.write(Segments.file(log, 0), Arrays.copyOf(whole, length));
      int expected = (int) ends.stream().filter(e -> e <= length).count();

      List<byte[]> got = new ArrayList<>();
      Optional<WalReader.Damage> damage = damageAfter(log, got);

      assertSame(got, records.subList(0, expected));
      if (damage.isPresent()) {
        assertThat(damage.get().tail()).isTrue();
        assertThat(damage.get().repair()).contains("00000000").contains("cut off");
      }
      assertThat(damageAfter(log, new ArrayList<>())).isEmpty();
      try (WalWriter writer = WalWriter.open(log, WalSettings.DEFAULT)) {
        writer.append(new byte[] {42});
        writer.sync();
      }
      assertThat(read(log)).hasSize(expected + 1).endsWith(new byte[] {42});
    }
  }

  @Test
  void flippedBitsAreFoundAndNeverCrash() throws IOException {
    List<byte[]> records = records(new Random(9), 40);
    try (WalWriter writer = WalWriter.open(folder, WalSettings.DEFAULT.withForce(false))) {
      for (byte[] r : records) {
        writer.append(r);
      }
      writer.sync();
    }
    byte[] whole = Files.readAllBytes(Segments.file(folder, 0));
    Random random = new Random(13);
    for (int trial = 0; trial < 300; trial++) {
      Path log = Files.createDirectories(folder.resolve("flip" + trial));
      byte[] bad = whole.clone();
      bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(Segments.file(log, 0), bad);

      List<byte[]> got = new ArrayList<>();
      damageAfter(log, got);

      int same = 0;
      while (same < got.size() && Arrays.equals(got.get(same), records.get(same))) {
        same++;
      }
      assertThat(got.size() - same).as("records that were never written").isZero();
    }
  }

  @Test
  void aTailThatSeemsToBeginWithPaddingCostsNoRecordBeforeIt() throws IOException {
    byte[] torn = {0, 5, 7};
    for (int sessions = 1; sessions < 3; sessions++) {
      Path log = folder.resolve("sessions" + sessions);
      List<byte[]> records = records(new Random(11), 5);
      try (WalWriter writer = WalWriter.open(log, SMALL)) {
        for (byte[] r : records) {
          writer.append(r);
        }
        writer.sync();
      }
      if (sessions == 2) {
        WalWriter.open(log, SMALL).close();
      }
      Path last = Segments.file(log, sessions - 1);
      long whole = Files.size(last);
      Files.write(last, torn, StandardOpenOption.APPEND);

      List<byte[]> got = new ArrayList<>();
      damageAfter(log, got).orElseThrow().repair();

      assertSame(got, records);
      assertThat(Files.size(last)).isEqualTo(whole);
      assertSame(read(log), records);
    }
  }

  @Test
  void damageInTheMiddleTakesTheLaterSegmentsAlong() throws IOException {
    try (WalWriter writer = WalWriter.open(folder, WalSettings.DEFAULT)) {
      for (int i = 0; i < 3; i++) {
        writer.append(new byte[] {(byte) i});
        writer.append(new byte[] {(byte) (10 + i)});
        writer.nextSegment();
      }
    }
    Path second = Segments.file(folder, 1);
    byte[] bytes = Files.readAllBytes(second);
    bytes[bytes.length - 1] ^= 1;
    Files.write(second, bytes);

    WalReader.Damage damage = damageAfter(folder, new ArrayList<>()).orElseThrow();
    String told = damage.repair();

    assertThat(damage.tail()).isFalse();
    assertThat(told)
        .contains("00000001", "checksum", "deleted 2 later segments")
        .doesNotContain("\n");
    assertThat(read(folder)).containsExactly(new byte[] {0}, new byte[] {10}, new byte[] {1});
  }

  @Test
  void aFullDiskTakesTheGroupBackAndWritingGoesOn() throws IOException {
    SmallDisk disk = new SmallDisk(0);
    WalSettings settings = SMALL.withCompression(WalCompression.NONE).withOpener(disk);
    Random random = new Random(17);
    List<byte[]> acknowledged = new ArrayList<>();
    int refused = 0;
    try (WalWriter writer = WalWriter.open(folder, settings)) {
      for (int group = 0; group < 200; group++) {
        disk.free(random.nextInt(3) == 0 ? random.nextInt(100_000) : Long.MAX_VALUE);
        List<byte[]> records = records(random, 5);
        try {
          for (byte[] r : records) {
            writer.append(r);
          }
          writer.sync();
          acknowledged.addAll(records);
        } catch (IOException e) {
          assertThat(e)
              .hasMessageContaining("No space left on device")
              .hasMessageContaining("taken back");
          refused++;
        }
        assertThat(damageAfter(folder, new ArrayList<>())).isEmpty();
      }
    }

    assertThat(refused).isBetween(10, 190);
    assertSame(read(folder), acknowledged);
  }

  @Test
  void aGroupCanBeTakenBack() throws IOException {
    try (WalWriter writer = WalWriter.open(folder, SMALL)) {
      writer.append(new byte[] {1});
      writer.sync();
      writer.append(new byte[500_000]);
      writer.append(new byte[3]);
      writer.rollback();
      writer.append(new byte[] {2});
      writer.sync();
    }

    assertThat(read(folder)).containsExactly(new byte[] {1}, new byte[] {2});
  }

  @Test
  void aCheckpointReplacesTheSegmentsBeforeIt() throws IOException {
    try (WalWriter writer = WalWriter.open(folder, SMALL)) {
      for (int i = 0; i < 4; i++) {
        writer.append(new byte[] {(byte) i});
        writer.nextSegment();
      }
      Files.createDirectories(folder.resolve("checkpoint.00000000.tmp"));
      Checkpoint made = Checkpoint.write(folder, 2, SMALL, into -> into.append(new byte[] {99}));

      assertThat(made.folder()).isEqualTo(folder.resolve("checkpoint.00000002"));
      assertThat(folder.resolve("checkpoint.00000000.tmp")).doesNotExist();
      assertThat(read(folder)).containsExactly(new byte[] {99}, new byte[] {3});
      made.deleteReplaced(folder);
      assertThat(read(folder)).containsExactly(new byte[] {99}, new byte[] {3});
      assertThat(Segments.list(folder)).containsExactly(3, 4);
    }
  }

  @Test
  void aCheckpointThatFailsLeavesNothing() throws IOException {
    Checkpoint.Content failing =
        into -> {
          into.append(new byte[10]);
          throw new IOException("source is gone");
        };
    try (WalWriter writer = WalWriter.open(folder, SMALL)) {
      writer.append(new byte[] {1});
      writer.nextSegment();

      assertThatThrownBy(() -> Checkpoint.write(folder, 0, SMALL, failing))
          .hasMessage("source is gone");
    }
    assertThat(Checkpoint.last(folder)).isEmpty();
    assertThat(folder.resolve("checkpoint.00000000.tmp")).doesNotExist();
    assertThat(read(folder)).containsExactly(new byte[] {1});
  }

  @Test
  void aDamagedCheckpointAndAMissingSegmentAreToldInOneLine() throws IOException {
    try (WalWriter writer = WalWriter.open(folder, SMALL)) {
      for (int i = 0; i < 4; i++) {
        writer.nextSegment();
      }
    }
    Checkpoint made = Checkpoint.write(folder, 0, SMALL, into -> into.append(new byte[30]));
    try (FileChannel file =
        FileChannel.open(Segments.file(made.folder(), 0), StandardOpenOption.WRITE)) {
      file.truncate(file.size() - 2);
    }

    assertThatThrownBy(() -> read(folder))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("checkpoint is damaged at byte 0");
    Files.delete(Segments.file(folder, 2));
    assertThatThrownBy(() -> read(folder))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("segment 2 of the log is missing");
  }

  static List<byte[]> records(Random random, int count) {
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] r = new byte[random.nextInt(4) == 0 ? random.nextInt(90_000) : random.nextInt(300)];
      random.nextBytes(r);
      if (random.nextBoolean()) {
        Arrays.fill(r, 0, r.length / 2, (byte) 7);
      }
      records.add(r);
    }
    return records;
  }

  private static void assertSame(List<byte[]> got, List<byte[]> expected) {
    assertThat(Arrays.deepEquals(got.toArray(), expected.toArray())).isTrue();
  }

  static List<byte[]> read(Path log) throws IOException {
    List<byte[]> records = new ArrayList<>();
    assertThat(damageAfter(log, records)).isEmpty();
    return records;
  }

  private static Optional<WalReader.Damage> damageAfter(Path log, List<byte[]> into)
      throws IOException {
    try (WalReader reader = WalReader.open(log)) {
      for (Optional<byte[]> r = reader.next(); r.isPresent(); r = reader.next()) {
        into.add(r.get());
      }
      return reader.damage();
    }
  }
}
