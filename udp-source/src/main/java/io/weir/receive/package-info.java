/**
 * What receiving has in common, whatever the transport: the way from a receive thread to a task.
 */
package io.weir.receive;
