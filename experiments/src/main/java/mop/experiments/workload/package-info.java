/** Workloads: block by block, OTLP on disk with its ground truth. */
@NullMarked
package mop.experiments.workload;

import org.jspecify.annotations.NullMarked;
