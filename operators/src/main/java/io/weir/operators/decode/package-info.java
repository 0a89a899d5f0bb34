/** From datagrams to flows: the sessions of {@link io.weir.codec.session} on Flink state. */
package io.weir.operators.decode;
