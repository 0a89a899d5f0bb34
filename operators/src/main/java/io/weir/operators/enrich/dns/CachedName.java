package io.weir.operators.enrich.dns;

/** What is known of an address. */
final class CachedName {

    final long high;
    final long low;

    /** ASCII; null if it has no name, or none is known yet. */
    final byte[] name;

    /** When it is to be asked for again, by {@link System#nanoTime} in milliseconds. */
    final long expiresMillis;

    /** Nothing was answered yet. */
    final boolean awaited;

    /** Somebody looked for it since the cache last needed room. */
    volatile boolean recent;

    /** It has expired, and is asked for again. */
    volatile boolean refreshed;

    private CachedName(long high, long low, byte[] name, long expiresMillis, boolean awaited) {
        this.high = high;
        this.low = low;
        this.name = name;
        this.expiresMillis = expiresMillis;
        this.awaited = awaited;
    }

    static CachedName awaited(long high, long low, long untilMillis) {
        return new CachedName(high, low, null, untilMillis, true);
    }

    /**
     * @param name null if it has none
     */
    static CachedName answered(long high, long low, byte[] name, long expiresMillis) {
        return new CachedName(high, low, name, expiresMillis, false);
    }
}
