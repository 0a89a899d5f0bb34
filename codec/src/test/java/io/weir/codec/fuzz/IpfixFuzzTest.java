package io.weir.codec.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.weir.codec.session.Messages;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class IpfixFuzzTest {

    private static final byte[] VERSION = {0, 10};

    static Stream<byte[]> seeds() {
        byte[] message = Messages.ipfix();
        return Stream.concat(
                Stream.of(
                        Fuzzed.seed(message),
                        Fuzzed.seed(message, message),
                        Fuzzed.seed(Messages.structuredData())),
                CapturedSeeds.of(VERSION));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10s")
    void decodesWhateverComes(byte[] input) {
        Fuzzed.decode(input, VERSION);
    }
}
