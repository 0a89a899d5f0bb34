package io.weir.benchmarks;

import io.weir.codec.encode.NetflowV5Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Datagrams of 30 records of NetFlow v5. */
final class NetflowV5Traffic {

    private NetflowV5Traffic() {}

    static Datagrams datagrams() {
        Random random = new Random(Datagrams.SEED);
        NetflowV5Writer writer = new NetflowV5Writer(0, 0);
        List<Datagrams.Sent> sent = new ArrayList<>();
        for (int flows = 0; flows < Traffic.FLOWS; flows += NetflowV5Writer.MAX_RECORDS) {
            writer.begin(Datagrams.EXPORT_MILLIS, Datagrams.UPTIME_MILLIS);
            for (int i = 0; i < NetflowV5Writer.MAX_RECORDS; i++) {
                addRecord(writer, random);
            }
            sent.add(new Datagrams.Sent(0, writer.toBytes()));
        }
        return new Datagrams(List.of(), sent);
    }

    private static void addRecord(NetflowV5Writer writer, Random random) {
        long end = Datagrams.UPTIME_MILLIS - random.nextInt(60_000);
        writer.record()
                .addresses(random.nextInt(), random.nextInt())
                .nextHop(random.nextInt())
                .interfaces(random.nextInt(64), random.nextInt(64))
                .packets(random.nextInt(1_000))
                .octets(random.nextInt(100_000))
                .uptimes(end - random.nextInt(60_000), end)
                .ports(random.nextInt(65_536), random.nextInt(65_536))
                .tcpFlags(random.nextInt(64))
                .protocol(ElementKind.anyProtocol(random))
                .autonomousSystems(random.nextInt(65_536), random.nextInt(65_536))
                .prefixLengths(24, 24);
    }
}
