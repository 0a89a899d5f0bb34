package io.weir.codec.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowField;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A value of {@code expected.jsonl} as a flow has it: numbers, and addresses as such. */
final class ExpectedValue {

    private ExpectedValue() {}

    static Object of(FlowField field, JsonNode value) {
        if (field.shape() == FlowField.Shape.ADDRESS) {
            return address(value.asText());
        }
        return value.isTextual()
                ? Long.parseLong(value.asText().replace(":", ""), 16)
                : value.asLong();
    }

    private static IpAddress address(String text) {
        try {
            return IpAddress.ofBytes(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("Not an address: " + text, e);
        }
    }
}
