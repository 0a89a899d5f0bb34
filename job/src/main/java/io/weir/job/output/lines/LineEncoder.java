package io.weir.job.output.lines;

import io.weir.job.output.message.Message;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.api.common.serialization.Encoder;

/** A document is one line: its JSON has no line breaks but escaped ones. */
final class LineEncoder implements Encoder<Message> {

    private static final long serialVersionUID = 1L;

    @Override
    public void encode(Message message, OutputStream to) throws IOException {
        to.write(message.value());
        to.write('\n');
    }
}
