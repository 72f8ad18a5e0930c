package mop.stack.traces;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import mop.analysis.input.InvalidInput;
import mop.stack.compaction.TempoBlock;
import mop.stack.compaction.TempoCompaction;
import mop.stack.compaction.TempoRetention;
import mop.stack.compaction.TimeWindowSelector;
import mop.stack.store.ObjectStore;

/**
 * Keeps the blocks of a tenant in order, as Tempo's backend scheduler and worker do: merges those
 * that belong together, gives up those past their retention and deletes what was merged or given up
 * before. Reads no clock; whoever runs it says what time it is. One run at a time.
 */
public final class BlockMaintenance {
  private final ObjectStore store;
  private final BlockList list;
  private final Compactor compactor;
  private final TimeWindowSelector selector;
  private final TempoRetention retention;

  /** Blocks that were found damaged when they were merged, and those merged with them. */
  private final Set<String> leftAlone = new HashSet<>();

  /**
   * What a run did.
   *
   * @param merged blocks that came out of merges
   * @param marked blocks given up because their retention has passed
   * @param deleted compacted blocks that are gone now
   * @param problems one line each: what was left out or failed; tried again by the next run unless
   *     it says otherwise
   */
  public record Run(
      List<Compactor.Result> merged,
      List<BlockMeta> marked,
      List<BlockMeta> deleted,
      List<String> problems) {
    public Run {
      merged = List.copyOf(merged);
      marked = List.copyOf(marked);
      deleted = List.copyOf(deleted);
      problems = List.copyOf(problems);
    }
  }

  /**
   * @param list of the tenant; is polled by each run and told of what it does
   */
  public BlockMaintenance(
      ObjectStore store, BlockList list, Compactor compactor, TempoCompaction settings) {
    this.store = store;
    this.list = list;
    this.compactor = compactor;
    this.selector = new TimeWindowSelector(settings);
    this.retention = new TempoRetention(settings);
  }

  /**
   * Polls the list, merges until nothing is left to merge, then applies the retention.
   *
   * @throws IOException when the object store cannot be listed, or a merge that was cut short
   *     before cannot be ended
   */
  public Run run(Instant now) throws IOException {
    compactor.finish(now);
    list.poll(now);
    List<String> problems = new ArrayList<>(list.problems());
    List<Compactor.Result> merged = new ArrayList<>();
    boolean more = true;
    while (more) {
      int before = merged.size();
      merge(now, merged, problems);
      more = merged.size() > before;
    }
    List<BlockMeta> marked = new ArrayList<>();
    List<BlockMeta> deleted = new ArrayList<>();
    retain(now, marked, deleted, problems);
    return new Run(merged, marked, deleted, problems);
  }

  private void merge(Instant now, List<Compactor.Result> merged, List<String> problems) {
    Map<String, BlockMeta> blocks = byId(list.snapshot().blocks());
    List<TempoBlock> candidates =
        blocks.values().stream()
            .filter(b -> Compactor.supports(b.format()) && !leftAlone.contains(b.blockId()))
            .map(BlockMaintenance::described)
            .toList();
    for (TimeWindowSelector.Job job : selector.jobs(candidates, now.getEpochSecond())) {
      List<BlockMeta> inputs = metas(job.inputs(), blocks);
      try {
        Compactor.Result result = compactor.compact(inputs, now);
        list.merged(inputs, result.block(), now);
        merged.add(result);
      } catch (InvalidInput e) {
        inputs.forEach(b -> leftAlone.add(b.blockId()));
        problems.add(e.getMessage() + " They are not merged by this process again.");
      } catch (IOException e) {
        problems.add("a merge of " + inputs.size() + " blocks failed: " + e.getMessage());
      }
    }
  }

  private void retain(
      Instant now, List<BlockMeta> marked, List<BlockMeta> deleted, List<String> problems) {
    BlockList.Snapshot all = list.snapshot();
    Map<String, BlockMeta> blocks = byId(all.blocks());
    Map<String, BlockMeta> compacted =
        byId(all.compacted().stream().map(CompactedBlock::meta).toList());
    TempoRetention.Plan plan =
        retention.plan(
            blocks.values().stream().map(BlockMaintenance::described).toList(),
            all.compacted().stream()
                .map(c ->
                    new TempoRetention.Compacted(
                        described(c.meta()), c.compacted().getEpochSecond()))
                .toList(),
            now.getEpochSecond());
    for (BlockMeta b : metas(plan.mark(), blocks)) {
      attempt(
          problems,
          b,
          "cannot be marked",
          () -> {
            BlockObjects.markCompacted(store, b, now);
            list.marked(b, now);
            marked.add(b);
          });
    }
    List<TempoBlock> gone = plan.delete().stream().map(TempoRetention.Compacted::block).toList();
    for (BlockMeta b : metas(gone, compacted)) {
      attempt(
          problems,
          b,
          "cannot be deleted",
          () -> {
            BlockObjects.delete(store, b);
            list.deleted(b);
            deleted.add(b);
          });
    }
  }

  private static void attempt(
      List<String> problems, BlockMeta block, String failure, BlockReader.Action action) {
    try {
      action.run();
    } catch (IOException e) {
      problems.add(BlockObjects.prefix(block) + ": " + failure + ": " + e.getMessage());
    }
  }

  private static Map<String, BlockMeta> byId(List<BlockMeta> blocks) {
    return blocks.stream()
        .collect(
            Collectors.toMap(BlockMeta::blockId, Function.identity(), (a, b) -> a, TreeMap::new));
  }

  private static List<BlockMeta> metas(List<TempoBlock> chosen, Map<String, BlockMeta> blocks) {
    return chosen.stream().map(b -> blocks.get(b.id())).toList();
  }

  /** What the policies look at. */
  static TempoBlock described(BlockMeta b) {
    return new TempoBlock(
        b.blockId(),
        b.format(),
        b.dedicatedColumns().toString(),
        b.endTime().getEpochSecond(),
        b.traces(),
        b.size(),
        b.compactionLevel(),
        b.replicationFactor());
  }
}
