package io.weir.operators.enrich.dns;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.codec.IpAddress;
import io.weir.operators.Flows;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;

class ReverseDnsTest {

    @Test
    void namesAnAddressFromTheSecondLookOn() throws Exception {
        try (FakeResolver server = new FakeResolver(ReverseDnsTest::host);
                ReverseDns dns = open(1_000, server.address())) {
            assertThat(name(dns, "192.0.2.1")).isNull();
            await().until(() -> name(dns, "192.0.2.1") != null);

            assertThat(name(dns, "192.0.2.1")).isEqualTo("host-1.example.org");
            assertThat(dns.count(DnsMetric.HITS)).isPositive();
            assertThat(dns.count(DnsMetric.MISSES)).isPositive();
            assertThat(dns.count(DnsMetric.ASKED)).isEqualTo(1);
            assertThat(server.asked()).isEqualTo(1);
        }
    }

    @Test
    void namesAnIpv6Address() throws Exception {
        try (FakeResolver server = new FakeResolver(ReverseDnsTest::host);
                ReverseDns dns = open(1_000, server.address())) {
            name(dns, "2001:db8::1");
            await().until(() -> name(dns, "2001:db8::1") != null);
        }
    }

    @Test
    void remembersThatAnAddressHasNoName() throws Exception {
        try (FakeResolver server = new FakeResolver(q -> wire(reply(q, Rcode.NXDOMAIN)));
                ReverseDns dns = open(1_000, server.address())) {
            name(dns, "192.0.2.2");
            await().until(() -> hit(dns, "192.0.2.2"));

            assertThat(name(dns, "192.0.2.2")).isNull();
            assertThat(dns.count(DnsMetric.ASKED)).isEqualTo(1);
        }
    }

    @Test
    void losesOnlyNamesToAResolverThatNeverAnswers() throws Exception {
        try (FakeResolver server = new FakeResolver(FakeResolver::silent);
                ReverseDns dns = open(10_000, server.address())) {
            long start = System.nanoTime();
            for (int i = 0; i < 200_000; i++) {
                assertThat(dns.name(0, IpAddress.mappedIpv4(0x0a00_0000L + i % 50_000))).isNull();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(5));
            assertThat(dns.count(DnsMetric.DROPPED)).isPositive();
            await().atMost(Duration.ofSeconds(20)).until(() -> dns.count(DnsMetric.TIMED_OUT) > 0);
        }
    }

    @Test
    void asksTheNextResolverWhereOneIsDead() throws Exception {
        try (FakeResolver dead = new FakeResolver(FakeResolver::silent);
                FakeResolver alive = new FakeResolver(ReverseDnsTest::host);
                ReverseDns dns = open(1_000, dead.address(), alive.address())) {
            name(dns, "192.0.2.3");
            await().atMost(Duration.ofSeconds(20)).until(() -> name(dns, "192.0.2.3") != null);
            name(dns, "192.0.2.4");
            await().until(() -> name(dns, "192.0.2.4") != null);

            assertThat(dead.asked()).isEqualTo(1);
        }
    }

    @Test
    void takesNoNameThatNoHostCanHave() throws Exception {
        for (String hostile :
                List.of(
                        "evil\\010\\013.example.",
                        "<script>.example.",
                        "a\\.b.example.",
                        "caf\\195\\169.example.",
                        "\\000.example.",
                        ".")) {
            try (FakeResolver server = new FakeResolver(query -> named(query, hostile));
                    ReverseDns dns = open(1_000, server.address())) {
                name(dns, "192.0.2.5");
                await().until(() -> dns.count(DnsMetric.NAMES_REFUSED) == 1);
                await().until(() -> hit(dns, "192.0.2.5"));
                assertThat(name(dns, "192.0.2.5")).as(hostile).isNull();
            }
        }
    }

    @Test
    void survivesAnswersThatAreNone() throws Exception {
        List<Function<Message, byte[]>> wrong =
                List.of(
                        query -> new byte[] {1, 2, 3},
                        ReverseDnsTest::tooLongName,
                        query -> wire(reply(query, Rcode.SERVFAIL)),
                        query -> wire(reply(query, Rcode.REFUSED)),
                        query -> wire(new Message(query.getHeader().getID() + 1)),
                        query -> namedFor(query, "9.9.9.9.in-addr.arpa.", "wrong.example."));
        for (Function<Message, byte[]> answers : wrong) {
            try (FakeResolver server = new FakeResolver(answers);
                    ReverseDns dns = open(1_000, server.address())) {
                name(dns, "192.0.2.6");
                await().atMost(Duration.ofSeconds(20)).until(() -> hit(dns, "192.0.2.6"));

                assertThat(name(dns, "192.0.2.6")).isNull();
            }
        }
    }

    @Test
    void asksNoMoreThanItMay() throws Exception {
        try (FakeResolver server = new FakeResolver(ReverseDnsTest::host);
                ReverseDns dns = open(20, server.address())) {
            long start = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                dns.name(0, IpAddress.mappedIpv4(0x0a01_0000L + i));
            }
            await().until(() -> server.asked() >= 10);
            double seconds = (System.nanoTime() - start) / 1e9;

            assertThat(server.asked()).isLessThanOrEqualTo((int) (20 * seconds) + 3);
        }
    }

    @Test
    void sharesAnswersAndLeavesNoThread() throws Exception {
        try (FakeResolver server = new FakeResolver(ReverseDnsTest::host)) {
            ReverseDns first = open(1_000, server.address());
            ReverseDns second = open(1_000, server.address());
            name(first, "192.0.2.7");
            await().until(() -> name(first, "192.0.2.7") != null);
            assertThat(name(second, "192.0.2.7")).isEqualTo("host-1.example.org");

            first.close();
            first.close();
            assertThat(threads()).contains("weir-reverse-dns");
            second.close();
            await().untilAsserted(
                            () ->
                                    assertThat(threads())
                                            .doesNotContain(
                                                    "weir-reverse-dns", "dnsjava NIO selector"));

            try (ReverseDns again = open(1_000, server.address())) {
                name(again, "192.0.2.8");
                await().until(() -> name(again, "192.0.2.8") != null);
            }
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }

    private static ReverseDns open(int queriesPerSecond, InetSocketAddress... servers) {
        return ReverseDns.open(
                new DnsOptions(List.of(servers), Duration.ofMillis(200), 65_536, queriesPerSecond));
    }

    private static String name(ReverseDns dns, String address) {
        IpAddress ip = Flows.address(address);
        byte[] name = dns.name(ip.high(), ip.low());
        return name == null ? null : new String(name, US_ASCII);
    }

    private static boolean hit(ReverseDns dns, String address) {
        long hits = dns.count(DnsMetric.HITS);
        name(dns, address);
        return dns.count(DnsMetric.HITS) > hits;
    }

    private static Message reply(Message query, int code) {
        Message reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setRcode(code);
        reply.addRecord(query.getQuestion(), Section.QUESTION);
        return reply;
    }

    private static byte[] host(Message query) {
        return named(query, "Host-1.Example.ORG.");
    }

    private static byte[] named(Message query, String name) {
        return namedFor(query, query.getQuestion().getName().toString(), name);
    }

    private static byte[] namedFor(Message query, String owner, String name) {
        try {
            Message reply = reply(query, Rcode.NOERROR);
            reply.addRecord(
                    new PTRRecord(new Name(owner), DClass.IN, 300, new Name(name)), Section.ANSWER);
            return wire(reply);
        } catch (TextParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] wire(Message message) {
        return message.toWire(4_096);
    }

    /** A PTR record whose name has five labels of 63 octets: more than 255. */
    private static byte[] tooLongName(Message query) {
        byte[] question = wire(reply(query, Rcode.NOERROR));
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        out.writeBytes(question);
        out.writeBytes(new byte[] {(byte) 0xc0, 12, 0, 12, 0, 1, 0, 0, 1, 0});
        int length = 5 * 64 + 1;
        out.write(length >> 8);
        out.write(length);
        for (int label = 0; label < 5; label++) {
            out.write(63);
            for (int i = 0; i < 63; i++) {
                out.write('a');
            }
        }
        out.write(0);
        byte[] answer = out.toByteArray();
        answer[7] = 1;
        return answer;
    }
}
