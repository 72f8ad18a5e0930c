package mop.stack.metrics.block;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mop.stack.metrics.block.ThanosMeta.SizedFile;
import mop.stack.store.ObjectStore;

/**
 * A block in an object store. Of its large files it fetches pages of 128 KiB, missing neighbours in
 * one request, and keeps the 64 pages of each file that were used last. Sizes come from {@code
 * meta.json}, because a store is not asked for them.
 */
final class ObjectFiles implements BlockFiles {
  private static final int PAGE = 1 << 17;
  private static final int KEPT_PAGES = 64;

  private final ObjectStore store;
  private final String prefix;
  private final Map<String, Long> sizes = new TreeMap<>();

  /**
   * @param prefix of the keys, with the slash
   */
  ObjectFiles(ObjectStore store, String prefix) {
    this.store = store;
    this.prefix = prefix;
  }

  /** Learns the sizes of the files. */
  void sizes(BlockMeta meta) {
    meta.thanos()
        .ifPresent(t -> t.files().forEach((SizedFile f) -> sizes.put(f.path(), f.bytes())));
  }

  @Override
  public String path(String file) {
    return prefix + file;
  }

  @Override
  public byte[] whole(String file) throws IOException {
    return store.get(prefix + file);
  }

  @Override
  public Bytes open(String file) throws IOException {
    long size = sizes.getOrDefault(file, -1L);
    if (size < 0) {
      throw Damage.in(path(META), "says no size of " + file + " under thanos.files");
    }
    return new Paged(file, size);
  }

  @Override
  public List<String> segments() {
    return sizes.keySet().stream().filter(f -> f.startsWith(CHUNKS)).toList();
  }

  /** One file, page by page. */
  private final class Paged implements Bytes {
    private final String file;
    private final long size;
    private final Map<Long, byte[]> pages = new LinkedHashMap<>(16, 0.75f, true);

    Paged(String file, long size) {
      this.file = file;
      this.size = size;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public synchronized MemorySegment slice(long offset, long length) throws IOException {
      if (offset < 0 || length < 0 || length > size - offset || length > Integer.MAX_VALUE - 16) {
        throw Damage.at(path(file), offset, "ends before " + length + " bytes from here");
      }
      long first = offset / PAGE;
      long last = (offset + Math.max(length, 1) - 1) / PAGE;
      if (last - first >= KEPT_PAGES / 2) {
        return MemorySegment.ofArray(store.getRange(prefix + file, offset, (int) length));
      }
      fetch(first, last);
      if (first == last) {
        return MemorySegment.ofArray(page(first)).asSlice(offset % PAGE, length);
      }
      byte[] joined = new byte[(int) length];
      for (int done = 0; done < length; ) {
        byte[] page = page((offset + done) / PAGE);
        int from = (int) ((offset + done) % PAGE);
        int n = Math.min(page.length - from, joined.length - done);
        System.arraycopy(page, from, joined, done, n);
        done += n;
      }
      return MemorySegment.ofArray(joined);
    }

    private byte[] page(long number) {
      byte[] page = pages.get(number);
      if (page == null) {
        throw new IllegalStateException("page " + number + " was just fetched");
      }
      return page;
    }

    /** Fetches what is missing of these pages, neighbours together. */
    private void fetch(long first, long last) throws IOException {
      for (long p = first; p <= last; p++) {
        if (pages.get(p) != null) {
          continue;
        }
        long end = p + 1;
        while (end <= last && !pages.containsKey(end)) {
          end++;
        }
        long from = p * PAGE;
        byte[] run = store.getRange(prefix + file, from, (int) (Math.min(end * PAGE, size) - from));
        for (long q = p; q < end; q++) {
          int at = (int) ((q - p) * PAGE);
          int n = Math.min(PAGE, run.length - at);
          byte[] page = new byte[n];
          System.arraycopy(run, at, page, 0, n);
          pages.put(q, page);
        }
      }
      var oldest = pages.keySet().iterator();
      while (pages.size() > KEPT_PAGES) {
        oldest.next();
        oldest.remove();
      }
    }
  }
}
