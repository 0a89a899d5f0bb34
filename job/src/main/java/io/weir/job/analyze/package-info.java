/** The pipeline over captures instead of sockets, with its result printed. */
package io.weir.job.analyze;
