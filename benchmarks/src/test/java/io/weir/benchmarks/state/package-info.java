/** What the decode stage keeps, and what the keyed step costs. */
package io.weir.benchmarks.state;
