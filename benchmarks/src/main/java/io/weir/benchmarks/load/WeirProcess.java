package io.weir.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link WeirReceiver}, seen from outside. */
record WeirProcess(PinnedProcess process, Kind kind, long bufferBytes) implements Receiver {

    /** The openings that Flink's own scripts give. */
    private static final List<String> OPENINGS =
            List.of(
                    "lang",
                    "net",
                    "io",
                    "nio",
                    "text",
                    "time",
                    "util",
                    "util.concurrent",
                    "util.concurrent.atomic",
                    "util.concurrent.locks");

    static WeirProcess start(Bench bench, Kind kind) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--add-exports=java.base/sun.net.util=ALL-UNNAMED");
        OPENINGS.forEach(
                opened -> command.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED"));
        command.add("-Dlog4j2.level=WARN");
        command.addAll(bench.javaOptions());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(WeirReceiver.class.getName());
        command.add(kind.name().toLowerCase(Locale.ROOT));
        command.add(Integer.toString(bench.port()));
        command.add(Long.toString(bench.bufferBytes()));
        command.addAll(bench.settings());
        PinnedProcess process =
                PinnedProcess.start(bench.receiverCore(), bench.log("weir"), command);
        String line = process.readLine();
        while (!line.startsWith("ready ")) {
            line = process.readLine();
        }
        return new WeirProcess(process, kind, Long.parseLong(line.split(" ", -1)[1]));
    }

    @Override
    public Counts counts() throws IOException {
        JsonNode counts = process.ask("counts");
        return new Counts(
                counts.get("datagrams").asLong(),
                kind == Kind.COUNT ? Counts.UNKNOWN : counts.get("flows").asLong(),
                counts.get("queue_drops").asLong(),
                counts.get("queued_bytes").asLong());
    }

    /** In order, so that a flight recording is written. */
    @Override
    public Counts end() throws IOException, InterruptedException {
        Counts counts = counts();
        process.endInput();
        process.awaitEnd();
        return counts;
    }

    @Override
    public void close() {
        process.close();
    }
}
