package mop.stack.wal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import mop.analysis.input.InvalidInput;

/** The segments of a folder: files named by their number in at least eight digits. */
public final class Segments {
  private Segments() {}

  public static Path file(Path folder, int number) {
    return folder.resolve(String.format(Locale.ROOT, "%08d", number));
  }

  /**
   * Numbers of the segments in a folder, ascending; none when there is no such folder.
   *
   * @throws InvalidInput when one in the middle is missing: what follows cannot be understood
   */
  public static int[] list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return new int[0];
    }
    int[] numbers;
    try (Stream<Path> files = Files.list(folder)) {
      numbers =
          files
              .map(f -> f.getFileName().toString())
              .filter(n -> n.matches("[0-9]{1,9}"))
              .mapToInt(Integer::parseInt)
              .sorted()
              .toArray();
    }
    for (int i = 1; i < numbers.length; i++) {
      if (numbers[i] != numbers[i - 1] + 1) {
        throw new InvalidInput(
            folder.toString(),
            "segment " + (numbers[i - 1] + 1) + " of the log is missing",
            "segments without a gap",
            "Restore it, or move the later ones out of the folder.");
      }
    }
    return numbers;
  }

  /** Bytes of all segments of a folder. */
  public static long bytes(Path folder) throws IOException {
    long sum = 0;
    for (int n : list(folder)) {
      sum += Files.size(file(folder, n));
    }
    return sum;
  }

  /** Deletes the segments before that number. */
  public static void deleteBefore(Path folder, int number) throws IOException {
    delete(folder, Arrays.stream(list(folder)).filter(n -> n < number).boxed().toList());
  }

  /** Deletes the segments behind that number, the last first: no gap at any moment. */
  static List<Integer> deleteAfter(Path folder, int number) throws IOException {
    List<Integer> gone =
        Arrays.stream(list(folder)).filter(n -> n > number).boxed().toList().reversed();
    delete(folder, gone);
    return gone;
  }

  private static void delete(Path folder, List<Integer> numbers) throws IOException {
    for (int n : numbers) {
      Files.delete(file(folder, n));
    }
    if (!numbers.isEmpty()) {
      forceFolder(folder);
    }
  }

  /** Returns when names that were added, changed or removed in a folder are on the disk. */
  static void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
