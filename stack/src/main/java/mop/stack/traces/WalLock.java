package mop.stack.traces;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import mop.analysis.input.InvalidInput;
import org.jspecify.annotations.Nullable;

/** Keeps a log's folder for one store. */
final class WalLock {
  private WalLock() {}

  /**
   * Locks the folder, which is made when it is missing; closing what comes back unlocks it.
   *
   * @throws InvalidInput when another has it, or it cannot be used
   */
  static FileChannel take(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve("lock");
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new InvalidInput(
            folder.toString(),
            "another process or store has this trace log open",
            "a folder of its own",
            "Wait for the other to end, or name another folder.");
      }
      return channel;
    } catch (IOException e) {
      throw new InvalidInput(
          folder.toString(),
          "cannot hold a trace log (" + e.getMessage() + ")",
          "a writable folder",
          "Change its permissions or name another folder.");
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
