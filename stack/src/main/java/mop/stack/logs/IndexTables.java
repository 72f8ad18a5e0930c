package mop.stack.logs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mop.stack.labels.Labels;
import mop.stack.logs.format.Compression;
import mop.stack.logs.format.CorruptLogData;
import mop.stack.logs.index.ChunkMeta;
import mop.stack.logs.index.IndexReader;
import mop.stack.logs.index.IndexSeries;
import mop.stack.logs.index.IndexWriter;
import mop.stack.store.ObjectStore;

/**
 * The index in the object store, a table a day: {@code
 * index/index_<day>/<seconds>-<uploader>.tsdb.gz} for all tenants, until they are compacted into
 * {@code index/index_<day>/<tenant>/<nanoseconds>-compactor-<from>-<through>-<checksum>.tsdb.gz}.
 * Files are fetched once and kept, as Loki keeps them on its disk; what others store is seen when
 * the tables are opened anew. Thread-safe.
 */
final class IndexTables {
  /** The label that holds the tenant in files of all tenants. */
  private static final String TENANT = "__loki_tenant__";

  private static final String PREFIX = "index/index_";
  private static final long DAY_MILLIS = 86_400_000L;
  private static final int MAX_INDEX_BYTES = 1 << 29;
  private static final int KEPT_FILES = 64;
  private static final Pattern KEY =
      Pattern.compile("index/index_(\\d{1,6})/(?:([^/]+)/)?[^/]+\\.tsdb\\.gz");

  private final ObjectStore store;

  /** Keys of a day's files. */
  private final NavigableMap<Long, TreeSet<String>> days = new TreeMap<>();

  private final Map<String, IndexReader> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, IndexReader> eldest) {
          return size() > KEPT_FILES;
        }
      };

  private long files;
  private long bytes;

  IndexTables(ObjectStore store) throws IOException {
    this.store = store;
    for (String key : store.list(PREFIX)) {
      Matcher m = KEY.matcher(key);
      if (m.matches()) {
        days.computeIfAbsent(Long.parseLong(m.group(1)), d -> new TreeSet<>()).add(key);
      }
    }
  }

  static long dayOf(long millis) {
    return Math.floorDiv(millis, DAY_MILLIS);
  }

  /** Days that have a table. */
  synchronized List<Long> days() {
    return List.copyOf(days.keySet());
  }

  /** Files stored since the opening. */
  synchronized long files() {
    return files;
  }

  /** Bytes of the files stored since the opening. */
  synchronized long bytes() {
    return bytes;
  }

  /** A tenant's streams in the tables of some days. */
  synchronized List<IndexSeries> series(String tenant, long firstDay, long lastDay)
      throws IOException {
    List<IndexSeries> all = new ArrayList<>();
    if (firstDay > lastDay) {
      return all;
    }
    for (TreeSet<String> keys : days.subMap(firstDay, true, lastDay, true).values()) {
      for (String key : keys) {
        read(key, tenant, all);
      }
    }
    return all;
  }

  private void read(String key, String tenant, List<IndexSeries> into) throws IOException {
    String owner = owner(key);
    if (owner.equals(tenant)) {
      into.addAll(file(key).series());
    } else if (owner.isEmpty()) {
      for (IndexSeries s : file(key).series()) {
        if (s.labels().get(TENANT).equals(tenant)) {
          into.add(withoutTenant(s));
        }
      }
    }
  }

  private static IndexSeries withoutTenant(IndexSeries s) {
    Labels bare = s.labels().keep(n -> !n.equals(TENANT));
    return new IndexSeries(bare, s.fingerprint(), s.chunks());
  }

  /** The tenant of a compacted file; empty where the file is of all tenants. */
  private static String owner(String key) {
    Matcher m = KEY.matcher(key);
    return m.matches() && m.group(2) != null ? m.group(2) : "";
  }

  private IndexReader file(String key) throws IOException {
    IndexReader known = kept.get(key);
    if (known != null) {
      return known;
    }
    byte[] packed = store.get(key);
    try {
      byte[] plain = Compression.GZIP.decompress(packed, 0, packed.length, MAX_INDEX_BYTES);
      IndexReader read = IndexReader.read(plain);
      kept.put(key, read);
      return read;
    } catch (CorruptLogData e) {
      throw e.in(key);
    }
  }

  /** Stores streams in a new file of each day in which they have chunks. */
  synchronized void add(String tenant, String uploader, List<IndexSeries> series, Instant begun)
      throws IOException {
    Map<Long, Map<Labels, IndexSeries>> byDay = new TreeMap<>();
    for (IndexSeries s : series) {
      Labels owned = s.labels().toBuilder().set(TENANT, tenant).build();
      for (ChunkMeta c : s.chunks()) {
        for (long d = dayOf(c.minMillis()); d <= dayOf(c.maxMillis()); d++) {
          IndexSeries one = new IndexSeries(owned, s.fingerprint(), List.of(c));
          byDay.computeIfAbsent(d, k -> new HashMap<>()).merge(owned, one, IndexTables::join);
        }
      }
    }
    for (Map.Entry<Long, Map<Labels, IndexSeries>> e : byDay.entrySet()) {
      long second = begun.getEpochSecond();
      while (keys(e.getKey()).contains(common(e.getKey(), second, uploader))) {
        second++;
      }
      put(e.getKey(), common(e.getKey(), second, uploader), List.copyOf(e.getValue().values()));
    }
  }

  private static String common(long day, long second, String uploader) {
    return PREFIX + day + '/' + second + '-' + uploader + ".tsdb.gz";
  }

  private static IndexSeries join(IndexSeries a, IndexSeries b) {
    List<ChunkMeta> both = new ArrayList<>(a.chunks());
    both.addAll(b.chunks());
    return new IndexSeries(a.labels(), a.fingerprint(), both);
  }

  private Set<String> keys(long day) {
    return days.computeIfAbsent(day, d -> new TreeSet<>());
  }

  private void put(long day, String key, List<IndexSeries> series) throws IOException {
    byte[] plain = IndexWriter.write(series);
    byte[] packed = Compression.GZIP.compress(plain, 0, plain.length);
    store.put(key, new ByteArrayInputStream(packed), packed.length);
    keys(day).add(key);
    kept.put(key, IndexReader.read(plain));
    files++;
    bytes += packed.length;
  }

  /**
   * Makes one file a tenant of a day's files, where there is more than one or one of all tenants.
   */
  synchronized void compact(long day, Instant now) throws IOException {
    Map<String, List<String>> byOwner = new TreeMap<>();
    for (String key : keys(day)) {
      byOwner.computeIfAbsent(owner(key), o -> new ArrayList<>()).add(key);
    }
    List<String> common = byOwner.getOrDefault("", List.of());
    TreeSet<String> tenants = new TreeSet<>();
    for (String key : common) {
      file(key).series().forEach(s -> tenants.add(s.labels().get(TENANT)));
    }
    byOwner.forEach((owner, keys) -> {
      if (keys.size() > 1 && !owner.isEmpty()) {
        tenants.add(owner);
      }
    });
    for (String tenant : tenants) {
      replace(day, tenant, series(tenant, day, day), now);
    }
    delete(day, common);
  }

  /** Stores a tenant's index of a day anew and deletes its compacted files. */
  synchronized void replace(long day, String tenant, List<IndexSeries> series, Instant now)
      throws IOException {
    Map<Labels, IndexSeries> merged = new HashMap<>();
    for (IndexSeries s : series) {
      merged.merge(s.labels(), s, IndexTables::join);
    }
    List<IndexSeries> all = List.copyOf(merged.values());
    List<String> old = keys(day).stream().filter(k -> owner(k).equals(tenant)).toList();
    String key = "";
    if (!all.isEmpty()) {
      key = compacted(day, tenant, all, now);
      put(day, key, all);
    }
    String stays = key;
    delete(day, old.stream().filter(k -> !k.equals(stays)).toList());
  }

  private static String compacted(long day, String tenant, List<IndexSeries> all, Instant now)
      throws CorruptLogData {
    IndexReader file = IndexReader.read(IndexWriter.write(all));
    long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    return PREFIX
        + day
        + '/'
        + tenant
        + '/'
        + nanos
        + "-compactor-"
        + file.fromMillis()
        + '-'
        + file.throughMillis()
        + '-'
        + Integer.toHexString(file.checksum())
        + ".tsdb.gz";
  }

  private void delete(long day, List<String> keys) throws IOException {
    for (String key : keys) {
      store.delete(key);
      keys(day).remove(key);
      kept.remove(key);
    }
    if (keys(day).isEmpty()) {
      days.remove(day);
    }
  }
}
