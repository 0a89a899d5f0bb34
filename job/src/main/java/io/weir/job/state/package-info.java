/** What a job on this machine keeps on disk between its runs: checkpoints and savepoints. */
package io.weir.job.state;
