/** The flow record in the form that the operators work on: batches of columns. */
package io.weir.codec.flow;
