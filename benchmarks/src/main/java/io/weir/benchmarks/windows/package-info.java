/** How many flows a second the windows take, and what memory. */
package io.weir.benchmarks.windows;
