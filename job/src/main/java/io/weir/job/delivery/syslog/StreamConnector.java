package io.weir.job.delivery.syslog;

import java.io.IOException;
import java.net.Socket;

/** Makes connections to a server. Used by one thread, but for {@link #abort}. */
interface StreamConnector {

    /** A new connection, ready to be written to. */
    Socket connect() throws IOException;

    /** Makes whatever goes on with the newest connection fail; called by another thread. */
    void abort();
}
