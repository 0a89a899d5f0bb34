/** What commands share of the terminal: a line of progress, and the wish to stop. */
package io.weir.job.terminal;
