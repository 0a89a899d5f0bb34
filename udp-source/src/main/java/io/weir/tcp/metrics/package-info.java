/** What the source counts. */
package io.weir.tcp.metrics;
