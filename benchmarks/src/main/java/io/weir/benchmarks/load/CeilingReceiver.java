package io.weir.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;

/** The loop in C that does nothing but receive. */
record CeilingReceiver(PinnedProcess process, long bufferBytes) implements Receiver {

    static Receiver start(Bench bench) throws IOException, InterruptedException {
        List<String> command =
                List.of(
                        bench.programs().compile("ceiling").toString(),
                        Bench.ADDRESS,
                        Integer.toString(bench.port()),
                        Long.toString(bench.bufferBytes()));
        PinnedProcess process =
                PinnedProcess.start(bench.receiverCore(), bench.log("ceiling"), command);
        return new CeilingReceiver(process, Long.parseLong(process.readLine().split(" ", -1)[1]));
    }

    @Override
    public Counts counts() throws IOException {
        JsonNode counts = process.ask("counts");
        return new Counts(counts.get("datagrams").asLong(), Counts.UNKNOWN, 0, 0);
    }

    @Override
    public Counts end() throws IOException {
        return counts();
    }

    @Override
    public void close() {
        process.close();
    }
}
