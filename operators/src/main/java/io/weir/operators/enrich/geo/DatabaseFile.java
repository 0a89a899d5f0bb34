package io.weir.operators.enrich.geo;

import com.maxmind.db.Metadata;
import com.maxmind.db.Reader;
import io.weir.codec.IpAddress;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/**
 * A MaxMind DB file in memory. What is mapped is a copy that has no name any more: whoever rewrites
 * or truncates the file in place cannot pull the pages away from under a reader, which would stop
 * the process. The mapping goes with the garbage collector after {@link #close()}.
 */
final class DatabaseFile implements Closeable {

    private final Reader reader;
    private final SearchTree tree;
    private final Map<String, String> texts = new HashMap<>();

    private DatabaseFile(Reader reader, SearchTree tree) {
        this.reader = reader;
        this.tree = tree;
    }

    /**
     * @throws IOException if the file cannot be read, is no MaxMind DB, or is cut off
     */
    static DatabaseFile open(Path path) throws IOException {
        Path copy = Files.createTempFile("weir-", ".mmdb");
        try {
            Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
            return map(copy);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static DatabaseFile map(Path copy) throws IOException {
        try (FileChannel channel = FileChannel.open(copy)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new IOException("it has " + channel.size() + " bytes; 2 GiB is the most");
            }
            MappedByteBuffer bytes = channel.map(MapMode.READ_ONLY, 0, channel.size());
            Reader reader = new Reader(copy.toFile());
            return new DatabaseFile(reader, new SearchTree(bytes, reader.getMetadata()));
        } catch (RuntimeException e) {
            throw new IOException("it is no sound MaxMind DB (" + e.getMessage() + ")", e);
        }
    }

    Metadata metadata() {
        return reader.getMetadata();
    }

    /** As {@link SearchTree#find}. */
    int find(long high, long low) {
        return tree.find(high, low);
    }

    /**
     * Decodes the record of an address that has one.
     *
     * @throws IOException if the data section is corrupt
     */
    <R> R read(long high, long low, RecordReader<R> records) throws IOException {
        try {
            InetAddress address = InetAddress.getByAddress(new IpAddress(high, low).toBytes());
            Map<?, ?> fields = reader.get(address, Map.class);
            synchronized (texts) {
                return fields == null ? null : records.read(new DataRecord(fields, texts));
            }
        } catch (RuntimeException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
