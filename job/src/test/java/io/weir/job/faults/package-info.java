/**
 * What happens to documents when servers, networks and processes fail. These tests wait for outages
 * to last, so they run on demand: see CONTRIBUTING.md.
 */
package io.weir.job.faults;
