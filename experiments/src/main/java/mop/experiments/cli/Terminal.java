package mop.experiments.cli;

import java.io.Console;
import java.util.Optional;

/** Whether a person watches. */
final class Terminal {
  private Terminal() {}

  static boolean attached() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }
}
