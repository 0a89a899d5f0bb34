/** The command line: one class per command. */
package io.weir.job.cli;
