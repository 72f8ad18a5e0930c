package mop.stack.metrics.block;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A block in a folder. Its large files are mapped into memory, and unmapped when nothing that reads
 * them can be reached any more; so a block may be deleted while it is read.
 */
final class FolderFiles implements BlockFiles {
  private final Path folder;

  FolderFiles(Path folder) {
    this.folder = folder;
  }

  @Override
  public String path(String file) {
    return folder.resolve(file).toString();
  }

  @Override
  public byte[] whole(String file) throws IOException {
    return Files.readAllBytes(folder.resolve(file));
  }

  @Override
  public Bytes open(String file) throws IOException {
    try (FileChannel in = FileChannel.open(folder.resolve(file), StandardOpenOption.READ)) {
      return new Mapped(in.map(MapMode.READ_ONLY, 0, in.size(), Arena.ofAuto()), path(file));
    }
  }

  @Override
  public List<String> segments() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("chunks"))) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.matches("[0-9]{6,}"))
          .sorted()
          .map(n -> CHUNKS + n)
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private record Mapped(MemorySegment all, String file) implements Bytes {
    @Override
    public long size() {
      return all.byteSize();
    }

    @Override
    public MemorySegment slice(long offset, long length) {
      if (offset < 0 || length < 0 || length > all.byteSize() - offset) {
        throw Damage.at(file, offset, "ends before " + length + " bytes from here");
      }
      return all.asSlice(offset, length);
    }
  }
}
