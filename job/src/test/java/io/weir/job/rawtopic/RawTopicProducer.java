package io.weir.job.rawtopic;

import io.weir.codec.encode.NetflowV5Writer;
import io.weir.job.rawtopic.RawRecord.Heartbeat;
import io.weir.udp.Datagram;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes into the raw topic what a test wants there. */
final class RawTopicProducer implements AutoCloseable {

    private static final long IPV4 = 0xffff_0000_0000L;

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final int partitions;

    RawTopicProducer(KafkaBroker broker, String topic) {
        Properties properties = broker.clientProperties();
        this.producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
        this.topic = topic;
        this.partitions = producer.partitionsFor(topic).size();
    }

    /** A datagram with one flow that ended when it was received. */
    void datagram(int exporter, long receivedMillis)
            throws ExecutionException, InterruptedException {
        NetflowV5Writer netflow = new NetflowV5Writer(0, 0).begin(receivedMillis, 60_000);
        netflow.record()
                .addresses(0x0a000001, 0x0a000002)
                .packets(1)
                .octets(100)
                .uptimes(60_000, 60_000)
                .ports(1, 2)
                .protocol(17);
        Datagram datagram =
                new Datagram(receivedMillis, 0, IPV4 | exporter, 1234, netflow.toBytes());
        raw(null, RawRecordFormat.key(datagram), RawRecordFormat.value(datagram));
    }

    /** A heartbeat in every partition. */
    void beat(long writer, long completeMillis) throws ExecutionException, InterruptedException {
        byte[] value = RawRecordFormat.value(new Heartbeat(0, writer, completeMillis));
        for (int partition = 0; partition < partitions; partition++) {
            raw(partition, null, value);
        }
    }

    /** Anything, written when this returns. */
    void raw(Integer partition, byte[] key, byte[] value)
            throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(topic, partition, key, value)).get();
    }

    @Override
    public void close() {
        producer.close();
    }
}
