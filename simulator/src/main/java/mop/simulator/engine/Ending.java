package mop.simulator.engine;

import static mop.simulator.wire.Otlp.Attribute.number;
import static mop.simulator.wire.Otlp.Attribute.text;

import java.util.ArrayList;
import java.util.List;
import mop.simulator.graph.Language;
import mop.simulator.graph.Service;
import mop.simulator.wire.Otlp.Attribute;

/**
 * What an outcome adds to a span, by the semantic conventions on recording errors.
 *
 * @param attributes status code and {@code error.type}
 * @param exception attributes of the exception event; empty for no event
 * @param error whether the span's status is error
 */
record Ending(List<Attribute> attributes, List<Attribute> exception, boolean error) {
  private static final Ending OK = new Ending(List.of(), List.of(), false);

  static Ending httpServer(Outcome outcome) {
    return switch (outcome) {
      case OK -> ok(number("http.response.status_code", 200));
      case FAILED -> error("500", number("http.response.status_code", 500));
      case UPSTREAM, REFUSED, TIMED_OUT -> error("503", number("http.response.status_code", 503));
    };
  }

  static Ending httpClient(Outcome outcome, Service caller) {
    return switch (outcome) {
      case OK, FAILED, UPSTREAM -> httpServer(outcome);
      case REFUSED -> error("connection_refused").with(unreachable(caller, "remote end"));
      case TIMED_OUT -> error("timeout").with(unreachable(caller, "remote end"));
    };
  }

  static Ending grpc(Outcome outcome) {
    return switch (outcome) {
      case OK -> ok(text("rpc.response.status_code", "OK"));
      case FAILED -> grpcError("INTERNAL");
      case UPSTREAM, REFUSED -> grpcError("UNAVAILABLE");
      case TIMED_OUT -> grpcError("DEADLINE_EXCEEDED");
    };
  }

  private static Ending grpcError(String code) {
    return error(code, text("rpc.response.status_code", code));
  }

  /** Where the protocol has no status code of its own. */
  static Ending plain(Outcome outcome, Service service) {
    return switch (outcome) {
      case OK -> OK;
      case FAILED -> error(service.language().exceptionType());
      case UPSTREAM -> error("upstream_failed");
      case REFUSED -> error("connection_refused");
      case TIMED_OUT -> error("timeout");
    };
  }

  private static Ending ok(Attribute... attributes) {
    return new Ending(List.of(attributes), List.of(), false);
  }

  private static Ending error(String type, Attribute... attributes) {
    List<Attribute> all = new ArrayList<>(List.of(attributes));
    all.add(text("error.type", type));
    return new Ending(all, List.of(), true);
  }

  /** The same with an exception event. */
  Ending with(List<Attribute> thrown) {
    return new Ending(attributes, thrown, error);
  }

  /** Attributes of an exception of the service's own code. */
  static List<Attribute> thrownBy(Language language, String message) {
    List<Attribute> all = new ArrayList<>();
    all.add(text("exception.type", language.exceptionType()));
    all.add(text("exception.message", message));
    if (!language.stackTrace().isEmpty()) {
      all.add(text("exception.stacktrace", language.stackTrace()));
    }
    return all;
  }

  /** Attributes of the exception of a client whose other end does not answer. */
  static List<Attribute> unreachable(Service caller, String address) {
    return List.of(
        text("exception.type", caller.language().sdk() + ".ConnectionError"),
        text("exception.message", "no answer from " + address));
  }
}
