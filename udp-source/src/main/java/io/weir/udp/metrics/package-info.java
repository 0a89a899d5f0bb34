/** What the source counts, and how it asks the kernel what it dropped. */
package io.weir.udp.metrics;
