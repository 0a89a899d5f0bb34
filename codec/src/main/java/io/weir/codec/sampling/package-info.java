/** What is done to the flows of an exporter that sends more than it may: a sample is handed on. */
package io.weir.codec.sampling;
