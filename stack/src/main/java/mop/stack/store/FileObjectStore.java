package mop.stack.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import mop.analysis.input.InvalidInput;
import mop.stack.store.RequestCounter.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Objects as files under one root folder. A put writes aside in the same folder, forces the bytes
 * to the disk, renames, and forces the folder: after a crash the object is whole or absent. A crash
 * in between leaves a file in {@code .incoming}, which is emptied when the store is opened; so one
 * root belongs to one process.
 *
 * <p>Requests are counted as S3 would bill Tempo's client (minio-go with its default part size): an
 * object of at most 16 MiB is one PUT; a larger one is a multipart upload of 16 MiB parts, that is
 * one request to begin, one a part, one to complete. A LIST request returns up to 1,000 keys. A GET
 * of a key that no object has is a request too.
 *
 * <p>An object's file holds its bytes and nothing else, so that the real servers can read it.
 * Content that was altered on the disk is therefore not noticed here; it is where the format of the
 * object has checksums of its own, as chunks and indexes of metrics and logs have, and those of
 * Tempo blocks have not.
 */
public final class FileObjectStore implements ObjectStore {
  /** Part size of a multipart upload in bytes. */
  public static final long PART_BYTES = 16L << 20;

  private static final int KEYS_PER_LIST = 1000;
  private final Path root;
  private final Path incoming;

  /** Held while folders are made or removed, so that none goes just before a file comes. */
  private final Object folders = new Object();

  private final AtomicLong names = new AtomicLong();
  private final RequestCounter counter = new RequestCounter();

  /**
   * Opens the store; makes the folder when it is missing.
   *
   * @throws InvalidInput when the folder cannot be made or written
   */
  public FileObjectStore(Path root) throws IOException {
    this.root = root.toAbsolutePath().normalize();
    this.incoming = this.root.resolve(Keys.INCOMING);
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
      synchronized (folders) {
        Files.createDirectories(folder(target));
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
      }
      forceFolders(folder(target));
    } catch (IOException e) {
      throw new IOException(
          "cannot store object " + key + " in " + root + ": " + reason(e, length), e);
    } finally {
      Files.deleteIfExists(aside);
    }
    counter.add(Kind.PUT, RequestCounter.putRequests(length));
    counter.written(length);
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

  /**
   * Forces the entries of every folder from {@code folder} up to the root. A folder is gone when
   * the object was deleted meanwhile.
   */
  private void forceFolders(Path folder) throws IOException {
    for (Path f = folder; f != null && f.startsWith(root); f = f.getParent()) {
      try (FileChannel channel = FileChannel.open(f, StandardOpenOption.READ)) {
        channel.force(true);
      } catch (NoSuchFileException gone) {
        // and so has no entries to force
      }
    }
  }

  @Override
  public byte[] get(String key) throws IOException {
    Path file = path(key);
    counter.add(Kind.GET, 1);
    try {
      byte[] bytes = Files.readAllBytes(file);
      counter.read(bytes.length);
      return bytes;
    } catch (IOException e) {
      throw noObject(key, file, e);
    }
  }

  @Override
  public byte[] getRange(String key, long offset, int length) throws IOException {
    if (length == 0) {
      return new byte[0];
    }
    Path file = path(key);
    ByteBuffer bytes = ByteBuffer.allocate(length);
    counter.add(Kind.GET, 1);
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      while (bytes.hasRemaining()) {
        if (in.read(bytes, offset + bytes.position()) < 0) {
          throw new IOException(
              "object " + key + " of " + in.size() + " bytes ends before " + (offset + length));
        }
      }
    } catch (IOException e) {
      throw noObject(key, file, e);
    }
    counter.read(length);
    return bytes.array();
  }

  /** A folder is no object, whatever reading it makes fail. */
  private static IOException noObject(String key, Path file, IOException cause) {
    return Files.isDirectory(file) || cause instanceof NoSuchFileException
        ? new NoSuchFileException(key)
        : cause;
  }

  @Override
  public List<String> list(String prefix) throws IOException {
    int slash = prefix.lastIndexOf('/');
    Path start = slash < 0 ? root : root.resolve(prefix.substring(0, slash)).normalize();
    List<String> keys = new ArrayList<>();
    if (start.startsWith(root) && Files.isDirectory(start)) {
      Files.walkFileTree(start, new Lister(prefix, keys));
      Collections.sort(keys);
    }
    counter.add(Kind.LIST, 1 + Math.max(0, keys.size() - 1) / KEYS_PER_LIST);
    return keys;
  }

  /** Collects keys while other threads may put and delete. */
  private final class Lister extends SimpleFileVisitor<Path> {
    private final String prefix;
    private final List<String> keys;

    Lister(String prefix, List<String> keys) {
      this.prefix = prefix;
      this.keys = keys;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return folder.equals(incoming) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String key = root.relativize(file).toString().replace('\\', '/');
      if (key.startsWith(prefix)) {
        keys.add(key);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
        throws IOException {
      return e == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, e);
    }
  }

  @Override
  public void delete(String key) throws IOException {
    Path file = path(key);
    counter.add(Kind.DELETE, 1);
    synchronized (folders) {
      if (Files.isRegularFile(file) && Files.deleteIfExists(file)) {
        deleteEmptyFolders(folder(file));
      }
    }
  }

  private void deleteEmptyFolders(Path first) throws IOException {
    for (Path folder = first; !folder.equals(root); folder = folder(folder)) {
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
    Keys.check(key);
    return root.resolve(key);
  }
}
