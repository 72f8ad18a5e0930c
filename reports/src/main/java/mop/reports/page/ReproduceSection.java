package mop.reports.page;

import mop.analysis.result.Result.Machine;
import mop.analysis.result.Result.Run;
import mop.analysis.result.Result.Workload;
import mop.reports.markup.Markup;
import mop.reports.words.Findings;
import mop.reports.words.Numbers;
import mop.reports.words.Sorted;

/** What somebody else needs to get the same figures. */
record ReproduceSection() implements Section {

  @Override
  public String id() {
    return "reproduce";
  }

  @Override
  public String title() {
    return "Reproduce";
  }

  @Override
  public void write(Markup out, Findings f) {
    Run run = f.result().run();
    out.leaf(
        "p", "The same version, command and workload give the same result, measured times aside:");
    Copyable.write(out, "command", run.command());
    out.open("dl", "class", "facts").line();
    Facts.fact(out, "Version", run.version());
    Facts.fact(out, "Run", run.id());
    Facts.fact(out, "Seed", Long.toString(run.seed()));
    Facts.fact(out, "Started", Dates.second(run.startedAt()));
    Facts.fact(out, "Finished", Dates.second(run.finishedAt()));
    workload(out, run.workload());
    Sorted.byKey(run.stack())
        .forEach((role, c) -> Facts.fact(out, "Stack: " + role, c.provider() + " " + c.version()));
    machine(out, run.machine());
    out.close("dl").line();
  }

  private static void workload(Markup out, Workload w) {
    Facts.fact(out, "Workload", w.spec());
    Facts.fact(out, "SHA-256 of its bytes", w.sha256());
    Facts.fact(
        out,
        "Size",
        Numbers.count(w.traces())
            + " traces, "
            + Numbers.count(w.spans())
            + " spans, "
            + Numbers.bytes(w.bytes())
            + " of OTLP");
    Facts.fact(
        out,
        "Faults",
        Numbers.count(w.faults()) + ", " + Numbers.count(w.visibleFaults()) + " of them visible");
    Facts.fact(out, "Unreadable lines skipped", Numbers.count(w.skippedLines()));
    Facts.fact(out, "Note", w.note());
  }

  private static void machine(Markup out, Machine m) {
    Facts.fact(
        out,
        "Machine",
        m.cpu()
            + ", "
            + m.cores()
            + " cores, "
            + Numbers.bytes(m.memoryBytes())
            + ", "
            + m.os()
            + " "
            + m.arch());
    Facts.fact(out, "Java", m.jdk() + ", " + m.threads() + " threads");
  }
}
