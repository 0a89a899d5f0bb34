package io.weir.codec.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.weir.codec.sflow.Samples;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class SflowFuzzTest {

    private static final byte[] VERSION = {0, 0, 0, 5};

    static Stream<byte[]> seeds() {
        byte[] samples = Samples.everything();
        return Stream.concat(
                Stream.of(Fuzzed.seed(samples), Fuzzed.seed(samples, samples)),
                CapturedSeeds.of(VERSION));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10s")
    void decodesWhateverComes(byte[] input) {
        Fuzzed.decode(input, VERSION);
    }
}
