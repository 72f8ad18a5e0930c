/**
 * OTLP bytes at speed: the spans of one shape differ in few places, so a shape is encoded once and
 * each span is a copy with those places filled in.
 */
@NullMarked
package mop.simulator.wire;

import org.jspecify.annotations.NullMarked;
