package mop.stack.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import mop.analysis.input.InvalidInput;

/**
 * Objects as files under one root folder. A put writes aside in the same folder, forces the bytes
 * to the disk, renames, and forces the folder: after a crash the object is whole or absent. A crash
 * in between leaves a file in {@code .incoming}, which is emptied when the store is opened; so one
 * root belongs to one process.
 *
 * <p>Requests are counted as S3 would bill Tempo's client (minio-go with its default part size): an
 * object of at most 16 MiB is one PUT; a larger one is a multipart upload of 16 MiB parts, that is
 * one request to begin, one a part, one to complete. A LIST request returns up to 1,000 keys.
 */
public final class FileObjectStore implements ObjectStore {
  /** Part size of a multipart upload in bytes. */
  public static final long PART_BYTES = 16L << 20;

  private static final int KEYS_PER_LIST = 1000;
  private static final String INCOMING = ".incoming";

  private final Path root;
  private final Path incoming;
  private final AtomicLong names = new AtomicLong();
  private final RequestCounter counter = new RequestCounter();

  /**
   * Opens the store; makes the folder when it is missing.
   *
   * @throws InvalidInput when the folder cannot be made or written
   */
  public FileObjectStore(Path root) throws IOException {
    this.root = root.toAbsolutePath().normalize();
    this.incoming = this.root.resolve(INCOMING);
    try {
      Files.createDirectories(incoming);
    } catch (FileAlreadyExistsException | NotDirectoryException e) {
      throw new InvalidInput(
          root.toString(), "is not a folder", "a folder for objects", "Name another folder.");
    } catch (IOException e) {
      throw unwritable(root, e);
    }
    if (!Files.isWritable(incoming)) {
      throw unwritable(root, new IOException("no permission to write"));
    }
    for (Path leftover : children(incoming)) {
      Files.delete(leftover);
    }
  }

  private static InvalidInput unwritable(Path where, IOException cause) {
    return new InvalidInput(
        where.toString(),
        "cannot be written (" + cause.getMessage() + ")",
        "a writable folder",
        "Change its permissions or name another folder.");
  }

  @Override
  public void put(String key, InputStream content, long length) throws IOException {
    Path target = path(key);
    Path aside = incoming.resolve(Long.toString(names.incrementAndGet()));
    try {
      writeAndForce(aside, content, length, key);
      Files.createDirectories(folder(target));
      Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
      forceFolders(folder(target));
    } catch (IOException e) {
      throw new IOException(
          "cannot store object " + key + " in " + root + ": " + reason(e, length), e);
    } finally {
      Files.deleteIfExists(aside);
    }
    counter.put(length);
  }

  private String reason(IOException e, long length) {
    String said = e.getMessage() == null ? e.toString() : e.getMessage();
    if (root.toFile().getUsableSpace() < length) {
      return said + ". The disk is full: " + length + " bytes were to be written; free some space.";
    }
    return said;
  }

  private static void writeAndForce(Path file, InputStream content, long length, String key)
      throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] buffer = new byte[Math.clamp(length, 1, 1 << 18)];
      long written = 0;
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        writeFully(out, ByteBuffer.wrap(buffer, 0, n));
        written += n;
      }
      if (written != length) {
        throw new IOException(
            "content of " + key + " has " + written + " bytes, announced were " + length);
      }
      out.force(true);
    }
  }

  private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  /** Forces the entries of every folder from {@code folder} up to the root. */
  private void forceFolders(Path folder) throws IOException {
    for (Path f = folder; f != null && f.startsWith(root); f = f.getParent()) {
      try (FileChannel channel = FileChannel.open(f, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public byte[] get(String key) throws IOException {
    byte[] bytes = Files.readAllBytes(path(key));
    counter.get(bytes.length);
    return bytes;
  }

  @Override
  public byte[] getRange(String key, long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    try (FileChannel in = FileChannel.open(path(key), StandardOpenOption.READ)) {
      while (bytes.hasRemaining()) {
        if (in.read(bytes, offset + bytes.position()) < 0) {
          throw new IOException(
              "object " + key + " of " + in.size() + " bytes ends before " + (offset + length));
        }
      }
    }
    counter.get(length);
    return bytes.array();
  }

  @Override
  public List<String> list(String prefix) throws IOException {
    Path start = root;
    int slash = prefix.lastIndexOf('/');
    if (slash > 0) {
      start = path(prefix.substring(0, slash));
    }
    List<String> keys = new ArrayList<>();
    if (Files.isDirectory(start)) {
      try (Stream<Path> files = Files.walk(start)) {
        files
            .filter(f -> !f.startsWith(incoming) && Files.isRegularFile(f))
            .map(f -> root.relativize(f).toString().replace('\\', '/'))
            .filter(k -> k.startsWith(prefix))
            .sorted()
            .forEach(keys::add);
      }
    }
    counter.list(1 + Math.max(0, keys.size() - 1) / KEYS_PER_LIST);
    return keys;
  }

  @Override
  public void delete(String key) throws IOException {
    Path file = path(key);
    counter.delete();
    if (!Files.deleteIfExists(file)) {
      return;
    }
    for (Path folder = folder(file); !folder.equals(root); folder = folder(folder)) {
      if (!children(folder).isEmpty()) {
        return;
      }
      Files.delete(folder);
    }
  }

  @Override
  public Usage usage() {
    return counter.usage();
  }

  private Path folder(Path file) {
    Path parent = file.getParent();
    return parent == null ? root : parent;
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }

  private Path path(String key) throws NoSuchFileException {
    Path file = root.resolve(key).normalize();
    if (!file.startsWith(root) || file.equals(root) || file.startsWith(incoming)) {
      throw new NoSuchFileException(key, null, "not a key of this store");
    }
    return file;
  }
}
