package mop.experiments.run;

import java.nio.file.Path;
import mop.analysis.result.Result;

/** A finished run and where it is kept. */
public record Finished(Result result, Path folder) {}
