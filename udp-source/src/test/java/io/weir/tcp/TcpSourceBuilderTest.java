package io.weir.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.udp.Listener;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class TcpSourceBuilderTest {

    private static final List<TcpListener> PLAIN =
            List.of(TcpListener.plain(new Listener("ipfix", 4739)));

    @Test
    void listenersAreAllThatMustBeGiven() {
        assertThat(TcpSource.builder().listeners(PLAIN).build().getBoundedness())
                .isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
    }

    @Test
    void namesEverythingThatIsWrong() {
        assertThatThrownBy(
                        () ->
                                TcpSource.builder()
                                        .listeners(
                                                List.of(
                                                        TcpListener.plain(new Listener("a", 4739)),
                                                        TcpListener.tls(new Listener("a", 4739))))
                                        .connections(0)
                                        .idleTimeout(Duration.ZERO)
                                        .messageTimeout(Duration.ofMillis(-1))
                                        .handshakeTimeout(Duration.ZERO)
                                        .queueBytes(1)
                                        .watermarkInterval(Duration.ofHours(1))
                                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        """
                        listeners has port 4739 twice: name it once.
                        listeners has 'a' twice: give each its own name.
                        tls is not given: a listener with TLS needs a certificate and its key.
                        connections is 0: give 1 or more.
                        idleTimeout is PT0S: give 1 ms or more.
                        messageTimeout is PT-0.001S: give 1 ms or more.
                        handshakeTimeout is PT0S: give 1 ms or more.
                        queueBytes is 1: give 131072 (128 KiB) to 1073741824 (1 GiB).
                        watermarkInterval is PT1H: give 10 ms to 1 min.\
                        """);
        assertThatThrownBy(() -> TcpSource.builder().build())
                .hasMessage("listeners is empty: give one or more.");
    }

    @Test
    void travelsToTheTaskManagers() throws Exception {
        TcpSource source =
                TcpSource.builder()
                        .listeners(List.of(TcpListener.tls(new Listener("ipfix-tls", 4740))))
                        .tls(new TlsFiles("/etc/weir/cert.pem", "/etc/weir/key.pem", null))
                        .build();

        assertThat(InstantiationUtil.clone(source)).isInstanceOf(TcpSource.class);
    }
}
