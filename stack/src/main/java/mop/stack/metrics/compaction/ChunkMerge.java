package mop.stack.metrics.compaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import mop.stack.metrics.MergedCursor;
import mop.stack.metrics.SampleCursor;
import mop.stack.metrics.block.Block;
import mop.stack.metrics.block.Block.StoredChunk;
import mop.stack.metrics.block.Block.StoredSeries;
import mop.stack.metrics.block.DeletingCursor;
import mop.stack.metrics.block.Interval;
import mop.stack.metrics.chunk.Chunk;
import mop.stack.metrics.chunk.ChunksCursor;

/**
 * Merges the chunks that one series has in several blocks. Bytes are passed on as they are; only
 * where chunks overlap or something was deleted from them they are written anew, and of several
 * samples of one time that of the first block stays.
 */
final class ChunkMerge {
  private final List<Piece> pieces = new ArrayList<>();

  /** A chunk that is read when its turn has come. */
  private record Piece(long minTime, long maxTime, int block, Reading reading) {}

  private interface Reading {
    Chunk read() throws IOException;
  }

  /**
   * @param block its place among the blocks
   */
  void add(int block, Block from, StoredSeries series) throws IOException {
    List<Interval> deleted = from.deleted(series.ref());
    for (StoredChunk c : series.chunks()) {
      if (deleted.stream().noneMatch(i -> i.from() <= c.maxTime() && c.minTime() <= i.to())) {
        pieces.add(new Piece(c.minTime(), c.maxTime(), block, c::read));
      } else if (deleted.stream()
          .noneMatch(i -> i.contains(c.minTime()) && i.contains(c.maxTime()))) {
        for (Chunk rest : Encoder.encode(new DeletingCursor(c.read().cursor(), deleted))) {
          pieces.add(new Piece(rest.minTime(), rest.maxTime(), block, () -> rest));
        }
      }
    }
  }

  /** All chunks, none overlapping another. */
  List<Chunk> merged() throws IOException {
    pieces.sort(
        Comparator.comparingLong(Piece::minTime)
            .thenComparingLong(Piece::maxTime)
            .thenComparingInt(Piece::block));
    List<Chunk> merged = new ArrayList<>(pieces.size());
    for (int from = 0, to; from < pieces.size(); from = to) {
      long reached = pieces.get(from).maxTime;
      to = from + 1;
      while (to < pieces.size() && pieces.get(to).minTime <= reached) {
        reached = Math.max(reached, pieces.get(to++).maxTime);
      }
      merge(pieces.subList(from, to), merged);
    }
    pieces.clear();
    return merged;
  }

  private static void merge(List<Piece> overlapping, List<Chunk> into) throws IOException {
    List<Chain> chains = new ArrayList<>();
    Chunk before = null;
    for (Piece p : overlapping) {
      Chunk c = p.reading.read();
      if (before == null || !same(before, c)) {
        chainFor(p, chains).chunks.add(c);
        before = c;
      }
    }
    if (chains.size() == 1 && chains.getFirst().chunks.size() == 1) {
      into.add(chains.getFirst().chunks.getFirst());
      return;
    }
    chains.sort(Comparator.comparingInt(c -> c.block));
    into.addAll(
        Encoder.encode(
            MergedCursor.of(
                chains.stream().<SampleCursor>map(c -> new ChunksCursor(c.chunks)).toList())));
  }

  private static boolean same(Chunk a, Chunk b) {
    return a.minTime() == b.minTime()
        && a.maxTime() == b.maxTime()
        && a.encoding() == b.encoding()
        && Arrays.equals(a.data(), b.data());
  }

  /** Chunks of one block that follow each other. */
  private static final class Chain {
    final int block;
    final List<Chunk> chunks = new ArrayList<>();

    Chain(int block) {
      this.block = block;
    }
  }

  /** A block whose own chunks overlap, against the rules, has more than one chain. */
  private static Chain chainFor(Piece p, List<Chain> chains) {
    for (Chain c : chains) {
      if (c.block == p.block && c.chunks.getLast().maxTime() < p.minTime) {
        return c;
      }
    }
    Chain c = new Chain(p.block);
    chains.add(c);
    return c;
  }
}
