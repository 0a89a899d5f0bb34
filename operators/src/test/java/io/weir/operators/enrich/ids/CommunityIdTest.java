package io.weir.operators.enrich.ids;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.operators.Flows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommunityIdTest {

    /** The vectors that the specification publishes with its reference implementation, seed 0. */
    @ParameterizedTest
    @CsvSource({
        "6, 128.232.110.120, 66.35.250.204, 34855, 80, LQU9qZlK+B5F3KDmev6m5PMibrg=",
        "6, 66.35.250.204, 128.232.110.120, 80, 34855, LQU9qZlK+B5F3KDmev6m5PMibrg=",
        "17, 192.168.1.52, 8.8.8.8, 54585, 53, d/FP5EW3wiY1vCndhwleRRKHowQ=",
        "17, 8.8.8.8, 192.168.1.52, 53, 54585, d/FP5EW3wiY1vCndhwleRRKHowQ=",
        "132, 192.168.170.8, 192.168.170.56, 7, 7, MP2EtRCAUIZvTw6MxJHLV7N7JDs=",
        "132, 192.168.170.56, 192.168.170.8, 7, 7, MP2EtRCAUIZvTw6MxJHLV7N7JDs=",
        "132, 192.168.170.8, 192.168.170.56, 7, 80, jQgCxbku+pNGw8WPbEc/TS/uTpQ=",
        "132, 192.168.170.56, 192.168.170.8, 80, 7, jQgCxbku+pNGw8WPbEc/TS/uTpQ=",
        "1, 192.168.0.89, 192.168.0.1, 8, 0, X0snYXpgwiv9TZtqg64sgzUn6Dk=",
        "1, 192.168.0.1, 192.168.0.89, 0, 8, X0snYXpgwiv9TZtqg64sgzUn6Dk=",
        "1, 192.168.0.89, 192.168.0.1, 20, 0, 3o2RFccXzUgjl7zDpqmY7yJi8rI=",
        "1, 192.168.0.89, 192.168.0.1, 20, 1, tz/fHIDUHs19NkixVVoOZywde+I=",
        "58, fe80::200:86ff:fe05:80da, fe80::260:97ff:fe07:69ea, 135, 0,"
                + " dGHyGvjMfljg6Bppwm3bg0LO8TY=",
        "58, fe80::260:97ff:fe07:69ea, fe80::200:86ff:fe05:80da, 136, 0,"
                + " dGHyGvjMfljg6Bppwm3bg0LO8TY=",
        "58, 3ffe:507:0:1:260:97ff:fe07:69ea, 3ffe:507:0:1:200:86ff:fe05:80da, 3, 0,"
                + " NdobDX8PQNJbAyfkWxhtL2Pqp5w=",
        "58, 3ffe:507:0:1:200:86ff:fe05:80da, 3ffe:507:0:1:260:97ff:fe07:69ea, 3, 0,"
                + " /OGBt9BN1ofenrmSPWYicpij2Vc=",
        "46, 10.1.24.4, 10.1.12.1, 0, 0, /nQI4Rh/TtY3mf0R2gJFBkVlgS4=",
        "46, 10.1.12.1, 10.1.24.4, 0, 0, /nQI4Rh/TtY3mf0R2gJFBkVlgS4=",
    })
    void isAsPublished(
            int protocol, String source, String destination, int from, int to, String expected) {
        assertThat(id(0, protocol, source, destination, from, to)).isEqualTo("1:" + expected);
    }

    @ParameterizedTest
    @CsvSource({
        "6, 128.232.110.120, 66.35.250.204, 34855, 80, 3V71V58M3Ksw/yuFALMcW0LAHvc=",
        "17, 192.168.1.52, 8.8.8.8, 54585, 53, Q9We8WO3piVF8yEQBNJF4uiSVrI=",
        "1, 192.168.0.89, 192.168.0.1, 8, 0, 03g6IloqVBdcZlPyX8r0hgoE7kA=",
    })
    void takesASeed(
            int protocol, String source, String destination, int from, int to, String expected) {
        assertThat(id(1, protocol, source, destination, from, to)).isEqualTo("1:" + expected);
    }

    @Test
    void writesWhereItIsToldTo() {
        byte[] to = "..............................xx".getBytes(US_ASCII);
        IpAddress a = Flows.address("10.0.0.1");

        new CommunityId(0).write(a.high(), a.low(), a.high(), a.low(), 6, 1, 2, to, 2);

        assertThat(new String(to, US_ASCII)).startsWith("..1:").endsWith("=").hasSize(32);
    }

    @Test
    void keepsNothingOfTheFlowBefore() {
        CommunityId id = new CommunityId(0);
        String first = id(id, 6, "10.0.0.1", "10.0.0.2", 1, 2);
        id(id, 58, "2001:db8::1", "2001:db8::2", 128, 0);

        assertThat(id(id, 6, "10.0.0.1", "10.0.0.2", 1, 2)).isEqualTo(first);
    }

    private static String id(int seed, int protocol, String from, String to, int port, int other) {
        return id(new CommunityId(seed), protocol, from, to, port, other);
    }

    private static String id(
            CommunityId id, int protocol, String from, String to, int port, int other) {
        IpAddress source = Flows.address(from);
        IpAddress destination = Flows.address(to);
        byte[] text = new byte[CommunityId.LENGTH];
        id.write(
                source.high(),
                source.low(),
                destination.high(),
                destination.low(),
                protocol,
                port,
                other,
                text,
                0);
        return new String(text, US_ASCII);
    }
}
