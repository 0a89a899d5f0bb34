/** Everything on one machine, for a first look: server, job, exporters. */
package io.weir.job.demo;
