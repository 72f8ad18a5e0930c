package mop.analysis.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import mop.analysis.telemetry.Fault;
import mop.analysis.telemetry.TraceTable;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A seeded block of traces of a small shop: calls as client and server spans, lognormal latencies,
 * Poisson arrivals, and faults of known place and time. Makes what the judges are tested on.
 */
final class SmallShop {
  static final long START = 1_700_000_040L * 1_000_000_000L;
  static final long MINUTE = 60_000_000_000L;

  private static final int SERVER = 2;
  private static final int CLIENT = 3;

  private final int minutes;
  private final double tracesPerMinute;
  private final List<Planted> planted = new ArrayList<>();
  private final UniformRandomProvider random;
  private final ZigguratSampler.NormalizedGaussian gauss;
  private final TraceTable.Builder table = new TraceTable.Builder();
  private long traceId;

  /** A fault and how it acts. */
  record Planted(Fault fault, double factor, double errorRate, double share) {}

  /** A request handler: who runs it, how long it works by itself, whom it calls. */
  record Handler(String service, String name, double millis, double sigma, List<Call> calls) {}

  record Call(Handler handler, double probability) {}

  SmallShop(int minutes, double tracesPerMinute, long seed) {
    this.minutes = minutes;
    this.tracesPerMinute = tracesPerMinute;
    random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    gauss = ZigguratSampler.NormalizedGaussian.of(random);
  }

  private static Handler handler(String service, String name, double millis, Call... calls) {
    return new Handler(service, name, millis, 0.5, List.of(calls));
  }

  private static Call call(Handler handler) {
    return new Call(handler, 1);
  }

  private static Call call(Handler handler, double probability) {
    return new Call(handler, probability);
  }

  private static final Handler STOCK = handler("stock", "stock.Get", 2);
  private static final Handler PRICE = handler("price", "price.Quote", 3);
  private static final Handler CATALOG = handler("catalog", "catalog.Get", 4, call(STOCK, 0.8));
  private static final Handler CART = handler("cart", "cart.Get", 3);
  private static final Handler ADS = handler("ads", "ads.Pick", 6);
  private static final Handler RECOMMEND =
      handler("recommend", "recommend.List", 8, call(CATALOG), call(ADS, 0.3));
  private static final Handler BANK = handler("bank", "bank.Charge", 40);
  private static final Handler PAYMENT = handler("payment", "payment.Charge", 6, call(BANK));
  private static final Handler SHIPPING = handler("shipping", "shipping.Book", 9, call(PRICE));
  private static final Handler EMAIL = handler("email", "email.Send", 15);
  private static final Handler CHECKOUT =
      handler(
          "checkout", "checkout.Place", 7, call(CART), call(PAYMENT), call(SHIPPING), call(EMAIL));
  private static final Handler LEGACY = handler("legacy", "legacy.Lookup", 20);

  private static final List<Handler> ENTRIES =
      List.of(
          handler("frontend", "GET /health", 0.3),
          handler("frontend", "GET /", 3, call(CATALOG), call(RECOMMEND), call(ADS)),
          handler("frontend", "GET /product", 3, call(CATALOG), call(PRICE), call(RECOMMEND, 0.5)),
          handler("frontend", "GET /cart", 2, call(CART), call(PRICE)),
          handler("frontend", "POST /checkout", 4, call(CHECKOUT)));
  private static final double[] SHARE = {0.35, 0.25, 0.22, 0.13, 0.05};

  /** Durations of spans of {@code service} are multiplied by {@code factor}. */
  SmallShop slow(String service, int minute, int length, double factor) {
    return plant("latency-degradation", service, minute, length, factor, 0, 1, true);
  }

  SmallShop failing(String service, int minute, int length, double errorRate) {
    return plant("error-surge", service, minute, length, 1, errorRate, 1, true);
  }

  /** The arrivals of the shop's front page are multiplied by {@code factor}. */
  SmallShop busy(int minute, int length, double factor) {
    return plant("traffic-spike", "frontend", minute, length, factor, 0, 1, true);
  }

  /** The cart asks a service that it never asks otherwise, in {@code share} of its requests. */
  SmallShop detour(int minute, int length, double share) {
    return plant("rare-path", "cart", minute, length, 1, 0, share, true);
  }

  /** Nothing shows: wrong results at normal speed and status. */
  SmallShop wrong(String service, int minute, int length) {
    return plant("wrong-result", service, minute, length, 1, 0, 1, false);
  }

  private SmallShop plant(
      String kind,
      String service,
      int minute,
      int length,
      double factor,
      double errorRate,
      double share,
      boolean visible) {
    Fault fault =
        new Fault(
            "f" + planted.size(),
            kind,
            START + minute * MINUTE,
            START + (minute + length) * MINUTE,
            service,
            visible);
    planted.add(new Planted(fault, factor, errorRate, share));
    return this;
  }

  List<Fault> faults() {
    return planted.stream().map(Planted::fault).toList();
  }

  TraceTable build() {
    double total = tracesPerMinute / (double) MINUTE;
    double perNano = total;
    double time = START;
    double end = START + (double) minutes * MINUTE;
    while (true) {
      double boost = 1 + SHARE[1] * (spike((long) time) - 1);
      perNano = total * boost;
      time += -Math.log(1 - random.nextDouble()) / perNano;
      if (time >= end) {
        return table.build();
      }
      trace(pick((long) time), (long) time);
    }
  }

  private Handler pick(long time) {
    double spike = spike(time);
    double total = 1 + SHARE[1] * (spike - 1);
    double u = random.nextDouble() * total;
    for (int i = 0; i < SHARE.length; i++) {
      u -= i == 1 ? SHARE[i] * spike : SHARE[i];
      if (u < 0) {
        return ENTRIES.get(i);
      }
    }
    return ENTRIES.getFirst();
  }

  private double spike(long time) {
    return active(time, p -> p.fault().kind().equals("traffic-spike")).stream()
        .mapToDouble(Planted::factor)
        .reduce(1, (a, b) -> a * b);
  }

  private List<Planted> active(long time, Predicate<Planted> of) {
    List<Planted> found = new ArrayList<>();
    for (Planted p : planted) {
      if (time >= p.fault().startNanos() && time < p.fault().endNanos() && of.test(p)) {
        found.add(p);
      }
    }
    return found;
  }

  private record Span(int operation, int parent, long start, long end, int kind, boolean error) {}

  private void trace(Handler entry, long start) {
    List<Span> spans = new ArrayList<>();
    serve(entry, -1, start, spans);
    traceId++;
    table.beginTrace(LongIndex.mix(traceId), LongIndex.mix(~traceId));
    for (Span span : spans) {
      table.span(
          span.operation, span.parent, span.start, span.end - span.start, span.kind, span.error);
    }
  }

  /** Adds the handler's span and all below it; returns the index of its own. */
  private int serve(Handler handler, int parent, long start, List<Span> spans) {
    int self = spans.size();
    spans.add(new Span(0, parent, start, start, SERVER, false));
    List<Planted> here = active(start, p -> p.fault().rootCauseService().equals(handler.service()));
    double millis = handler.millis() * Math.exp(handler.sigma() * gauss.sample());
    boolean error = random.nextDouble() < 0.002;
    List<Call> calls = new ArrayList<>(handler.calls());
    for (Planted p : here) {
      switch (p.fault().kind()) {
        case "latency-degradation" -> millis *= p.factor();
        case "error-surge" -> error |= random.nextDouble() < p.errorRate();
        case "rare-path" -> {
          if (random.nextDouble() < p.share()) {
            calls.add(call(LEGACY));
          }
        }
        default -> {}
      }
    }
    long work = (long) (millis * 1e6 / 2);
    long at = start + work;
    for (Call call : calls) {
      if (random.nextDouble() < call.probability() && !error) {
        int client = spans.size();
        spans.add(new Span(0, self, at, at, CLIENT, false));
        int server = serve(call.handler(), client, at + 200_000, spans);
        long end = spans.get(server).end() + 200_000;
        boolean failed = spans.get(server).error();
        int operation = table.operation(handler.service(), "call " + call.handler().name());
        spans.set(client, new Span(operation, self, at, end, CLIENT, failed));
        error |= failed;
        at = end;
      }
    }
    spans.set(
        self,
        new Span(
            table.operation(handler.service(), handler.name()),
            parent,
            start,
            at + work,
            SERVER,
            error));
    return self;
  }
}
