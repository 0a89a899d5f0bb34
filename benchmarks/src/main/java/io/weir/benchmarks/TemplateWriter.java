package io.weir.benchmarks;

import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.TemplateDefinition;

/** What the writers of both protocols with templates have in common. */
interface TemplateWriter {

    void begin();

    void template(TemplateDefinition template);

    void record(TemplateDefinition template, RecordWriter record);

    /** The most bytes that the datagram has after one more record (of empty texts). */
    int lengthWith(TemplateDefinition template);

    byte[] toBytes();

    static TemplateWriter netflowV9(long domain) {
        NetflowV9Writer writer = new NetflowV9Writer(domain);
        return new TemplateWriter() {
            @Override
            public void begin() {
                writer.begin(Datagrams.EXPORT_MILLIS / 1_000, Datagrams.UPTIME_MILLIS);
            }

            @Override
            public void template(TemplateDefinition template) {
                writer.template(template);
            }

            @Override
            public void record(TemplateDefinition template, RecordWriter record) {
                writer.record(template, record);
            }

            @Override
            public int lengthWith(TemplateDefinition template) {
                return writer.lengthWith(template);
            }

            @Override
            public byte[] toBytes() {
                return writer.toBytes();
            }
        };
    }

    static TemplateWriter ipfix(long domain) {
        IpfixWriter writer = new IpfixWriter(domain);
        return new TemplateWriter() {
            @Override
            public void begin() {
                writer.begin(Datagrams.EXPORT_MILLIS / 1_000);
            }

            @Override
            public void template(TemplateDefinition template) {
                writer.template(template);
            }

            @Override
            public void record(TemplateDefinition template, RecordWriter record) {
                writer.record(template, record);
            }

            @Override
            public int lengthWith(TemplateDefinition template) {
                return writer.lengthWith(template);
            }

            @Override
            public byte[] toBytes() {
                return writer.toBytes();
            }
        };
    }
}
