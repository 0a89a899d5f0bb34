package io.weir.codec.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.weir.codec.session.Messages;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class NetflowV1FuzzTest {

    private static final byte[] VERSION = {0, 1};

    static Stream<byte[]> seeds() {
        return Stream.of(Fuzzed.seed(Messages.netflowV1()));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10s")
    void decodesWhateverComes(byte[] input) {
        Fuzzed.decode(input, VERSION);
    }
}
