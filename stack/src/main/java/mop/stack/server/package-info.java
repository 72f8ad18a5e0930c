/** The way out: the HTTP APIs that Grafana's Prometheus, Loki and Tempo datasources call. */
@NullMarked
package mop.stack.server;

import org.jspecify.annotations.NullMarked;
