/**
 * Alerts by syslog: messages of RFC 5424 over UDP (RFC 5426), TCP with octet counting (RFC 6587)
 * and TLS (RFC 5425). Syslog knows no receipts: what was written counts as delivered.
 */
package io.weir.job.delivery.syslog;
