/** Counters since the flow began, made into counters since the last report. */
package io.weir.codec.totals;
