package mop.stack.traces;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import mop.stack.store.ObjectStore;

/**
 * The blocks of a tenant, as the object store lists them and as this process has changed them
 * since. A block whose description cannot be read, or that has none because it is half-written, is
 * left out and told of; the others are not affected. Thread-safe.
 */
public final class BlockList {
  private final ObjectStore store;
  private final String tenant;
  private State state = new State(new TreeMap<>(), new TreeMap<>());
  private List<String> problems = List.of();

  /** Changes made while the object store is asked; its answer may be older than they are. */
  private final List<Consumer<State>> sincePoll = new ArrayList<>();

  /** By block id. */
  private record State(Map<String, BlockMeta> blocks, Map<String, CompactedBlock> compacted) {}

  /**
   * The list at one moment, by block id.
   *
   * @param blocks those that hold the traces
   * @param compacted those whose traces are in others by now
   */
  public record Snapshot(List<BlockMeta> blocks, List<CompactedBlock> compacted) {
    public Snapshot {
      blocks = List.copyOf(blocks);
      compacted = List.copyOf(compacted);
    }
  }

  /** An empty list; {@link #poll} fills it. */
  public BlockList(ObjectStore store, String tenant) {
    this.store = store;
    this.tenant = tenant;
  }

  public synchronized Snapshot snapshot() {
    return new Snapshot(List.copyOf(state.blocks.values()), List.copyOf(state.compacted.values()));
  }

  /** What the last poll had to leave out, one line each. */
  public synchronized List<String> problems() {
    return problems;
  }

  /** A block was written; one of the same id is replaced. */
  public synchronized void added(BlockMeta block) {
    change(s -> {
      s.blocks.put(block.blockId(), block);
      s.compacted.remove(block.blockId());
    });
  }

  /** Blocks were merged; readers see the inputs or the output, never both, never none. */
  public synchronized void merged(List<BlockMeta> inputs, BlockMeta output, Instant now) {
    change(s -> {
      s.blocks.put(output.blockId(), output);
      inputs.forEach(i -> compact(s, i, now));
    });
  }

  /** A block was marked as compacted. */
  public synchronized void marked(BlockMeta block, Instant now) {
    change(s -> compact(s, block, now));
  }

  private static void compact(State s, BlockMeta block, Instant now) {
    s.blocks.remove(block.blockId());
    s.compacted.put(block.blockId(), new CompactedBlock(block, now));
  }

  /** A compacted block was deleted. */
  public synchronized void deleted(BlockMeta block) {
    change(s -> s.compacted.remove(block.blockId()));
  }

  private void change(Consumer<State> change) {
    change.accept(state);
    sincePoll.add(change);
  }

  /**
   * Asks the object store: one LIST, and a GET for each block that was not known. One poll at a
   * time.
   *
   * @param now noted as the time at which a block was compacted that does not say when
   * @throws IOException when the objects cannot be listed; the list stays as it was
   */
  public void poll(Instant now) throws IOException {
    State before;
    synchronized (this) {
      before = new State(Map.copyOf(state.blocks), Map.copyOf(state.compacted));
      sincePoll.clear();
    }
    Poll poll = new Poll(before, now);
    poll.run();
    synchronized (this) {
      state = poll.found;
      sincePoll.forEach(c -> c.accept(state));
      sincePoll.clear();
      problems = List.copyOf(poll.problems);
    }
  }

  /** One look at the object store. */
  private final class Poll {
    private final State before;
    private final Instant now;
    final State found = new State(new TreeMap<>(), new TreeMap<>());
    final List<String> problems = new ArrayList<>();

    Poll(State before, Instant now) {
      this.before = before;
      this.now = now;
    }

    void run() throws IOException {
      Map<String, Set<String>> objects = new HashMap<>();
      for (String key : store.list(tenant + '/')) {
        String[] parts = key.split("/", -1);
        if (parts.length == 3) {
          objects.computeIfAbsent(parts[1], b -> new TreeSet<>()).add(parts[2]);
        }
      }
      for (Map.Entry<String, Set<String>> e : new TreeMap<>(objects).entrySet()) {
        block(e.getKey(), e.getValue());
      }
    }

    private void block(String id, Set<String> objects) {
      String folder = tenant + '/' + id + '/';
      boolean compacted = objects.contains(BlockObjects.COMPACTED);
      try {
        if (compacted) {
          found.compacted.put(id, compacted(id, folder + BlockObjects.COMPACTED));
        } else if (!objects.contains(BlockObjects.META)) {
          problems.add(folder + ": has no " + BlockObjects.META + ", so it is not whole; left out");
        } else {
          BlockMeta known = before.blocks.get(id);
          String key = folder + BlockObjects.META;
          found.blocks.put(id, known != null ? known : parse(id, store.get(key)));
        }
      } catch (NoSuchFileException e) {
        // gone since the list was made: deleted, or compacted, which the next poll sees
        keep(id);
      } catch (IOException e) {
        keep(id);
        problems.add(folder + ": cannot be read (" + e.getMessage() + "); tried again next time");
      } catch (IllegalArgumentException e) {
        problems.add(folder + ": is damaged (" + e.getMessage() + "); left out");
      }
    }

    private void keep(String id) {
      Optional.ofNullable(before.blocks.get(id)).ifPresent(b -> found.blocks.put(id, b));
      Optional.ofNullable(before.compacted.get(id)).ifPresent(c -> found.compacted.put(id, c));
    }

    /** Tempo, too, takes the time of the poll for a block that it knew before. */
    private CompactedBlock compacted(String id, String key) throws IOException {
      CompactedBlock known = before.compacted.get(id);
      if (known != null) {
        return known;
      }
      BlockMeta live = before.blocks.get(id);
      if (live != null) {
        return new CompactedBlock(live, now);
      }
      byte[] json = store.get(key);
      return new CompactedBlock(parse(id, json), BlockMeta.compactedTime(json).orElse(now));
    }

    private BlockMeta parse(String id, byte[] json) {
      BlockMeta meta = BlockMeta.parse(json);
      if (!meta.blockId().equals(id) || !meta.tenant().equals(tenant)) {
        throw new IllegalArgumentException(
            "describes block " + meta.blockId() + " of tenant " + meta.tenant());
      }
      return meta;
    }
  }
}
