/** What the source counts. */
package io.weir.udp.metrics;
