/** What measurements of embedded jobs have in common. */
package io.weir.benchmarks.embedded;
