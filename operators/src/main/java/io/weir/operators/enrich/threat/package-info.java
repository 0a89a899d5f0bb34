/**
 * Addresses that public lists warn of: {@link io.weir.operators.enrich.threat.LiveThreats} is the
 * entry point, {@link io.weir.operators.enrich.threat.ThreatTable} finds what is said of an
 * address, {@link io.weir.operators.enrich.threat.ThreatRoles} what that makes of a flow.
 *
 * <p>The comments of netsets are those that FireHOL's update-ipsets writes; {@code
 * ip_rep_whitelist.yml} is a file of ElastiFlow 4.
 */
package io.weir.operators.enrich.threat;
