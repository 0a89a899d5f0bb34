/** The job on a Flink inside this process, and what it counts. */
package io.weir.job.embedded;
