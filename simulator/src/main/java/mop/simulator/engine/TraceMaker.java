package mop.simulator.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import mop.simulator.graph.Latency;
import mop.simulator.random.RandomStream;
import mop.simulator.wire.SlotValues;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Carries out operations and encodes their spans. Not thread-safe: one for each thread. */
final class TraceMaker {
  /** Mean time on the wire from one pod to another, nanoseconds. */
  static final long MEAN_HOP_NANOS = 250_000;

  /** A caller gives up after this time, nanoseconds. */
  static final long CALL_TIMEOUT_NANOS = 5_000_000_000L;

  /** A dependency that does not answer is given up after this time, nanoseconds. */
  static final long DEPENDENCY_TIMEOUT_NANOS = 1_000_000_000L;

  private static final long LEAST_HOP_NANOS = 100_000;
  private static final double BACKOFF_NANOS = 20e6;
  private static final double BACKGROUND_DEPENDENCY_ERRORS = 0.0001;
  private static final Law CONSUMER_LAG = new Law(new Latency(45, 0.9, 0.02, 1.6));
  private static final byte[] LOAD_BALANCER = "10.244.100.100".getBytes(StandardCharsets.US_ASCII);

  private final List<Compiled.Pod> pods;
  private final RandomStream random = new RandomStream(0, 0, 0, 0);
  private final SharedStateContinuousSampler gaussian =
      ZigguratSampler.NormalizedGaussian.of(random);
  private final SlotValues values = new SlotValues(random);
  private final FaultEffects faults = new FaultEffects(random, gaussian);
  private Slice out;
  private Outcome outcome = Outcome.OK;
  private int lastPod;

  TraceMaker(Compiled compiled, Slice first) {
    pods = compiled.pods();
    out = first;
  }

  /** The stream that the next trace is drawn from, to be set to its address. */
  RandomStream random() {
    return random;
  }

  /** Where spans go from now on. */
  void writeTo(Slice slice) {
    out = slice;
  }

  /**
   * Makes one trace.
   *
   * @param faulty what a fault does to it
   * @return whether the fault changed anything in it
   */
  boolean make(Node entry, long arrivalNanos, Exposure faulty) {
    faults.begin(faulty);
    values.beginTrace();
    serve(entry, arrivalNanos, 0, Exposure.NOTHING, anyPod(entry));
    out.trace();
    return faults.hit();
  }

  /** Makes the trace of a health check of one pod. */
  void probe(Node check, int pod, long arrivalNanos) {
    faults.begin(Exposure.NONE);
    values.beginTrace();
    serve(check, arrivalNanos, 0, Exposure.NOTHING, pod);
    out.trace();
  }

  /** First half of the id of the trace made last. */
  long traceHigh() {
    return values.traceHigh();
  }

  /** Second half of the id of the trace made last. */
  long traceLow() {
    return values.traceLow();
  }

  private int anyPod(Node node) {
    int drawn = node.firstPod() + random.below(node.pods());
    return faults.podOf(node, drawn);
  }

  /** Runs an operation; returns when it ends and leaves {@link #outcome} and {@link #lastPod}. */
  private long serve(Node node, long start, long parent, int callerPod, int pod) {
    long id = random.id();
    long own = node.own().draw(random, gaussian) + faults.delay(node);
    boolean fails = faults.fails(node);
    boolean early = fails && random.nextLong() < 0;
    long now = start + own / 2;
    Outcome result = Outcome.OK;
    if (!early) {
      now = runAll(node.actions(), now, id, pod);
      result = outcome == Outcome.OK ? Outcome.OK : Outcome.UPSTREAM;
    }
    if (fails) {
      result = Outcome.FAILED;
    }
    now += own - own / 2;
    emit(node.span(), result, id, parent, start, now, pod, callerPod, faults.result(node));
    outcome = result;
    lastPod = pod;
    return now;
  }

  private long runAll(List<Action> actions, long start, long parent, int pod) {
    long now = start;
    outcome = Outcome.OK;
    for (int i = 0; i < actions.size() && outcome == Outcome.OK; i++) {
      now = run(actions.get(i), now, parent, pod);
    }
    return now;
  }

  private long run(Action action, long start, long parent, int pod) {
    return switch (action) {
      case Action.Call call -> call(call, start, parent, pod);
      case Action.Ask ask -> ask(ask, start, parent, pod);
      case Action.Cached cached -> cached(cached, start, parent, pod);
      case Action.FanOut fan -> fanOut(fan, start, parent, pod);
      case Action.Together together -> together(together, start, parent, pod);
      case Action.Lenient lenient -> {
        long end = runAll(lenient.actions(), start, parent, pod);
        outcome = Outcome.OK;
        yield end;
      }
      case Action.Maybe maybe -> maybe(maybe, start, parent, pod);
      case Action.Publish publish -> publish(publish, start, parent, pod);
      case Action.Work work -> work(work, start, parent, pod);
    };
  }

  private long call(Action.Call call, long start, long parent, int pod) {
    long now = start;
    for (int attempt = 1; ; attempt++) {
      long id = random.id();
      Node callee = call.callee();
      long answered = serve(callee, now + hop(), id, pod, anyPod(callee)) + hop();
      Outcome result = outcome;
      long end = answered;
      if (answered - now > CALL_TIMEOUT_NANOS) {
        end = now + CALL_TIMEOUT_NANOS;
        result = Outcome.TIMED_OUT;
      }
      emit(call.span(), result, id, parent, now, end, pod, lastPod, 0);
      if (result == Outcome.OK || attempt == call.attempts()) {
        outcome = result;
        return end;
      }
      now = end + (long) (BACKOFF_NANOS * attempt * (0.5 + random.uniform()));
    }
  }

  private long hop() {
    return LEAST_HOP_NANOS + random.below((int) (2 * (MEAN_HOP_NANOS - LEAST_HOP_NANOS)));
  }

  private long ask(Action.Ask ask, long start, long parent, int pod) {
    return ask(ask, random.id(), start, parent, pod);
  }

  private long ask(Action.Ask ask, long id, long start, long parent, int pod) {
    long nanos = ask.latency().draw(random, gaussian);
    Outcome result = Outcome.OK;
    double luck = random.uniform();
    if (faults.cutOff(ask)) {
      boolean refused = luck < 0.6;
      result = refused ? Outcome.REFUSED : Outcome.TIMED_OUT;
      nanos = refused ? 400_000 + random.below(1_600_000) : DEPENDENCY_TIMEOUT_NANOS;
    } else if (luck < BACKGROUND_DEPENDENCY_ERRORS) {
      result = Outcome.FAILED;
    }
    emit(ask.span(), result, id, parent, start, start + nanos, pod, pod, 0);
    outcome = result;
    return start + nanos;
  }

  private long cached(Action.Cached cached, long start, long parent, int pod) {
    long now = ask(cached.get(), start, parent, pod);
    boolean cacheWorks = outcome == Outcome.OK;
    if (cacheWorks && random.uniform() < cached.hitRatio()) {
      return now;
    }
    now = runAll(cached.onMiss(), now, parent, pod);
    if (cacheWorks && outcome == Outcome.OK) {
      now = ask(cached.put(), now, parent, pod);
      outcome = Outcome.OK;
    }
    return now;
  }

  private long fanOut(Action.FanOut fan, long start, long parent, int pod) {
    int branches = fan.least() + random.below(fan.most() - fan.least() + 1);
    long end = start;
    Outcome worst = Outcome.OK;
    for (int i = 0; i < branches; i++) {
      end = Math.max(end, run(fan.each(), start + i * 30_000L, parent, pod));
      worst = outcome == Outcome.OK ? worst : outcome;
    }
    outcome = worst;
    return end;
  }

  private long together(Action.Together together, long start, long parent, int pod) {
    long end = start;
    Outcome worst = Outcome.OK;
    for (int i = 0; i < together.actions().size(); i++) {
      end = Math.max(end, run(together.actions().get(i), start + i * 30_000L, parent, pod));
      worst = outcome == Outcome.OK ? worst : outcome;
    }
    outcome = worst;
    return end;
  }

  private long maybe(Action.Maybe maybe, long start, long parent, int pod) {
    boolean forced = faults.diverts(maybe);
    if (random.uniform() < maybe.probability() || forced) {
      return runAll(maybe.actions(), start, parent, pod);
    }
    outcome = Outcome.OK;
    return start;
  }

  private long publish(Action.Publish publish, long start, long parent, int pod) {
    long id = random.id();
    long sent = ask(publish.send(), id, start, parent, pod);
    Outcome result = outcome;
    if (result == Outcome.OK) {
      for (int i = 0; i < publish.consumers().size(); i++) {
        Node consumer = publish.consumers().get(i);
        long lag = CONSUMER_LAG.draw(random, gaussian);
        serve(consumer, sent + lag, id, pod, anyPod(consumer));
      }
    }
    outcome = result;
    return sent;
  }

  private long work(Action.Work work, long start, long parent, int pod) {
    long end = start + work.latency().draw(random, gaussian);
    emit(work.span(), Outcome.OK, random.id(), parent, start, end, pod, pod, 0);
    outcome = Outcome.OK;
    return end;
  }

  private void emit(
      SpanShape shape,
      Outcome result,
      long id,
      long parent,
      long start,
      long end,
      int pod,
      int peerPod,
      int value) {
    byte[] peer = peerPod == Exposure.NOTHING ? LOAD_BALANCER : pods.get(peerPod).address().text();
    values.span(id, parent, start, end, peer, value);
    out.span(shape.template(result), values, end, pod * SpanShape.SCOPES + shape.scope());
  }
}
