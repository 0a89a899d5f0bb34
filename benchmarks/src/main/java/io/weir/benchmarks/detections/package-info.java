/** What the built-in detections cost, what a flood does to them, and how often they are wrong. */
package io.weir.benchmarks.detections;
