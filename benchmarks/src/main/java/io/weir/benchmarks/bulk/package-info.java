/** How fast documents get into Elasticsearch, and what it costs to send them. */
package io.weir.benchmarks.bulk;
