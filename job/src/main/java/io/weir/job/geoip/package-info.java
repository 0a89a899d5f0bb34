/** Fetches GeoLite2 databases with the operator's own MaxMind account. */
package io.weir.job.geoip;
