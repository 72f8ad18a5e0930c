package mop.stack.logs;

import java.io.IOException;
import java.nio.file.Path;
import mop.stack.store.FileObjectStore;
import mop.stack.wal.SmallDisk;
import mop.stack.wal.WalCompression;
import mop.stack.wal.WalSettings;

/** A store of logs whose write-ahead log lies on a disk that may be full. */
public final class LogsOnSmallDisk {
  private LogsOnSmallDisk() {}

  public static LogStore open(Path folder, SmallDisk disk) throws IOException {
    WalSettings wal = WalSettings.DEFAULT.withCompression(WalCompression.NONE).withOpener(disk);
    return new LogStore(
        new FileObjectStore(folder.resolve("objects")),
        folder.resolve("logs"),
        LogStoreSettings.DEFAULT,
        wal);
  }
}
