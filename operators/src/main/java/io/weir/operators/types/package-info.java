/** Serializers of what crosses the network or lies in state. All are our own, none is Kryo. */
package io.weir.operators.types;
