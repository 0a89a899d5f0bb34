/** Elements of streams made into bytes, one message each, right before a sink takes them. */
package io.weir.job.output.message;
