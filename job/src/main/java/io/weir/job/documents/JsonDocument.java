package io.weir.job.documents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.weir.codec.AddressText;
import io.weir.codec.IpAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/**
 * Writes one document after the other to bytes with one generator and one buffer. Objects are
 * written as dotted names would nest: {@code begin("source")} … {@code end()}.
 */
final class JsonDocument {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(2_048);
    private final char[] text = new char[AddressText.MAX_LENGTH];
    private JsonGenerator json;

    JsonDocument start() {
        bytes.reset();
        try {
            json = FACTORY.createGenerator(bytes);
            json.writeStartObject();
        } catch (IOException e) {
            throw cannotHappen(e);
        }
        return this;
    }

    byte[] finish() {
        try {
            json.writeEndObject();
            json.close();
        } catch (IOException e) {
            throw cannotHappen(e);
        }
        return bytes.toByteArray();
    }

    JsonDocument begin(String name) {
        try {
            json.writeObjectFieldStart(name);
        } catch (IOException e) {
            throw cannotHappen(e);
        }
        return this;
    }

    JsonDocument end() {
        try {
            json.writeEndObject();
        } catch (IOException e) {
            throw cannotHappen(e);
        }
        return this;
    }

    JsonDocument put(String name, String value) {
        try {
            json.writeStringField(name, value);
        } catch (IOException e) {
            throw cannotHappen(e);
        }
        return this;
    }

    JsonDocument put(String name, long value) {
        try {
            json.writeNumberField(name, value);
        } catch (IOException e) {
            throw cannotHappen(e);
        }
        return this;
    }

    JsonDocument put(String name, double value) {
        try {
            json.writeNumberField(name, value);
        } catch (IOException e) {
            throw cannotHappen(e);
        }
        return this;
    }

    JsonDocument put(String name, boolean value) {
        try {
            json.writeBooleanField(name, value);
        } catch (IOException e) {
            throw cannotHappen(e);
        }
        return this;
    }

    /** A time in ISO 8601 with milliseconds, in UTC. */
    JsonDocument putTime(String name, long millis) {
        return put(name, time(millis));
    }

    /** A time as documents have it. */
    static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    JsonDocument putAddress(String name, IpAddress address) {
        return putAddress(name, address.high(), address.low());
    }

    JsonDocument putAddress(String name, long high, long low) {
        try {
            json.writeFieldName(name);
            json.writeString(text, 0, AddressText.write(high, low, text, 0));
        } catch (IOException e) {
            throw cannotHappen(e);
        }
        return this;
    }

    /** Begins an array of objects: {@code beginArray("x")} ({@code item()} … {@code end()})*. */
    JsonDocument beginArray(String name) {
        try {
            json.writeArrayFieldStart(name);
        } catch (IOException e) {
            throw cannotHappen(e);
        }
        return this;
    }

    JsonDocument item() {
        try {
            json.writeStartObject();
        } catch (IOException e) {
            throw cannotHappen(e);
        }
        return this;
    }

    JsonDocument endArray() {
        try {
            json.writeEndArray();
        } catch (IOException e) {
            throw cannotHappen(e);
        }
        return this;
    }

    JsonDocument putAddresses(String name, List<IpAddress> addresses) {
        return putStrings(name, addresses.stream().map(IpAddress::toString).toList());
    }

    JsonDocument putStrings(String name, List<String> values) {
        try {
            json.writeArrayFieldStart(name);
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw cannotHappen(e);
        }
        return this;
    }

    JsonDocument putNumbers(String name, List<Integer> values) {
        try {
            json.writeArrayFieldStart(name);
            for (int value : values) {
                json.writeNumber(value);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw cannotHappen(e);
        }
        return this;
    }

    private static UncheckedIOException cannotHappen(IOException e) {
        return new UncheckedIOException("A document could not be written to memory.", e);
    }
}
