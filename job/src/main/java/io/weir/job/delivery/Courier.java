package io.weir.job.delivery;

/** Brings parcels to one receiver. Used by one thread, but for {@link #abort}. */
public interface Courier extends AutoCloseable {

    /** Hands a parcel over, and waits until it is known what became of it. */
    Attempt deliver(Parcel parcel);

    /**
     * Makes a delivery that is under way, and all that waits in it, fail soon. Called by another
     * thread; never waits.
     */
    void abort();

    /** Lets go of connections. */
    @Override
    void close();
}
