package io.weir.job.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.weir.codec.AddressText;
import io.weir.codec.element.InformationElements;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.raw.RawField;
import io.weir.codec.raw.RawRecord;
import io.weir.codec.raw.RawRecordReader;
import io.weir.codec.session.RecordListener;
import io.weir.udp.Datagram;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Prints every record as it was exported, those of options too: the format is described in {@code
 * docs/reference/raw-records.md}.
 */
final class RawRecordPrinter implements DecodePrinter {

    private final RawRecordReader reader;
    private final boolean hex;
    private final JsonGenerator json;
    private final RawRecordJson records;

    private String file = "";
    private long datagrams;
    private String exporter = "";

    /**
     * @param hex whether to print the bytes of each field beside its value
     */
    RawRecordPrinter(InformationElements elements, boolean hex, PrintWriter out)
            throws IOException {
        this.reader = new RawRecordReader(elements, this::print);
        this.hex = hex;
        this.json = new JsonFactory().createGenerator(out);
        json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
        json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        this.records = new RawRecordJson(json);
    }

    @Override
    public RecordListener records() {
        return reader;
    }

    @Override
    public void beginFile(Path file) {
        this.file = file.toString();
        datagrams = 0;
    }

    @Override
    public void beginDatagram(Datagram datagram) {
        datagrams++;
        exporter = AddressText.of(datagram.sourceHigh(), datagram.sourceLow());
    }

    @Override
    public void endDatagram(FlowBatch flows) throws IOException {
        json.flush();
    }

    private void print(RawRecord record) {
        try {
            json.writeStartObject();
            json.writeStringField("file", file);
            json.writeNumberField("packet", datagrams);
            json.writeStringField("exporter", exporter);
            json.writeStringField("protocol", label(record.protocol()));
            json.writeNumberField("domain", record.domain());
            if (record.template() != 0) {
                json.writeNumberField("template", record.template());
            }
            json.writeStringField("type", record.type().label());
            json.writeFieldName("record");
            records.write(record.fields());
            if (hex) {
                writeBytes(record);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeBytes(RawRecord record) throws IOException {
        json.writeArrayFieldStart("fields");
        for (RawField field : record.fields()) {
            json.writeStartArray();
            json.writeString(field.element().enterprise() + ":" + field.element().id());
            json.writeNumber(field.length());
            json.writeString(field.hex());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static String label(ExportProtocol protocol) {
        return switch (protocol) {
            case NETFLOW_V1 -> "netflow-v1";
            case NETFLOW_V5 -> "netflow-v5";
            case NETFLOW_V7 -> "netflow-v7";
            case NETFLOW_V9 -> "netflow-v9";
            case IPFIX -> "ipfix";
            case SFLOW_V5 -> "sflow-v5";
        };
    }
}
