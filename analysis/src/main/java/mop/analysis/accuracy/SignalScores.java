package mop.analysis.accuracy;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One number a {@link Signal}, to three decimals so that a journal stays short. As scores they are
 * never negative, and up to about 1 is as usual.
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"requests", "errors", "latency", "slow", "calls"})
public record SignalScores(float requests, float errors, float latency, float slow, float calls) {

  static SignalScores each(ToFloatFunction score) {
    return new SignalScores(
        rounded(score.of(Signal.REQUESTS)),
        rounded(score.of(Signal.ERRORS)),
        rounded(score.of(Signal.LATENCY)),
        rounded(score.of(Signal.SLOW)),
        rounded(score.of(Signal.CALLS)));
  }

  private static float rounded(float score) {
    return (float) (Math.rint(score * 1000.0) / 1000);
  }

  /** What a signal's score is. */
  interface ToFloatFunction {
    float of(Signal signal);
  }

  float of(Signal signal) {
    return switch (signal) {
      case REQUESTS -> requests;
      case ERRORS -> errors;
      case LATENCY -> latency;
      case SLOW -> slow;
      case CALLS -> calls;
    };
  }

  /** The higher of both, signal by signal. */
  SignalScores or(SignalScores other) {
    return each(signal -> Math.max(of(signal), other.of(signal)));
  }
}
