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
import io.weir.codec.raw.RecordText;
import io.weir.codec.raw.RecordType;
import io.weir.codec.session.ExportMessage;
import io.weir.codec.session.RecordListener;
import io.weir.codec.sflow.NamedValue;
import io.weir.codec.sflow.SampleFields;
import io.weir.codec.template.Template;
import io.weir.udp.Datagram;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints every record as it was exported, those of options and sFlow's samples too: the format is
 * described in {@code docs/reference/raw-records.md}.
 */
final class RawRecordPrinter implements DecodePrinter {

    private final RawRecordReader reader;
    private final boolean hex;
    private final JsonGenerator json;
    private final RecordText text = new RecordText();
    private final SampleFields samples = new SampleFields();

    private String file = "";
    private long datagrams;
    private String exporter = "";

    /**
     * @param hex whether to print the bytes of each field beside its value; of samples there are
     *     none, as their fields are not those of a template
     */
    RawRecordPrinter(InformationElements elements, boolean hex, PrintWriter out)
            throws IOException {
        this.reader = new RawRecordReader(elements, this::print);
        this.hex = hex;
        this.json = new JsonFactory().createGenerator(out);
        json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
        json.setPrettyPrinter(new MinimalPrettyPrinter(""));
    }

    @Override
    public RecordListener records() {
        return new Records();
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
    public void flows(FlowBatch flows) throws IOException {
        json.flush();
    }

    /** Takes sets of records to the reader, and prints samples itself. */
    private final class Records implements RecordListener {

        @Override
        public void records(
                ExportMessage message, Template template, byte[] bytes, int from, int to) {
            reader.records(message, template, bytes, from, to);
        }

        @Override
        public void sample(ExportMessage message, long type, byte[] bytes, int from, int to) {
            List<NamedValue> fields = new ArrayList<>(samples.readHeader(bytes));
            fields.addAll(samples.read(type, bytes, from, to));
            print(
                    message,
                    SampleFields.isCounters(type) ? RecordType.COUNTERS : RecordType.SAMPLE,
                    fields);
        }
    }

    private void print(RawRecord record) {
        try {
            writeStart(record.protocol(), record.domain());
            if (record.template() != 0) {
                json.writeNumberField("template", record.template());
            }
            json.writeStringField("type", record.type().label());
            json.writeFieldName("record");
            json.writeRawValue(text.of(record.fields()));
            if (hex) {
                writeBytes(record);
            }
            writeEnd();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void print(ExportMessage message, RecordType type, List<NamedValue> sample) {
        try {
            writeStart(message.protocol(), message.domain());
            json.writeStringField("type", type.label());
            json.writeFieldName("record");
            json.writeRawValue(text.ofSample(sample));
            writeEnd();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeStart(ExportProtocol protocol, long domain) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", file);
        json.writeNumberField("packet", datagrams);
        json.writeStringField("exporter", exporter);
        json.writeStringField("protocol", label(protocol));
        json.writeNumberField("domain", domain);
    }

    private void writeEnd() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
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
