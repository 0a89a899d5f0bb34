package io.weir.job.geoip;

/** A database could not be fetched, for a reason that the message tells in full. */
public final class GeoIpException extends Exception {

    private static final long serialVersionUID = 1L;

    GeoIpException(String message) {
        super(message);
    }

    GeoIpException(String message, Throwable cause) {
        super(message, cause);
    }
}
