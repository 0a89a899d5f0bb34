/** Real exporters, run on made traffic, and what they themselves say they exported. */
package io.weir.job.exporter;
