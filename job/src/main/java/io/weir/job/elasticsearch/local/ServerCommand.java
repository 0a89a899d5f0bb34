package io.weir.job.elasticsearch.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that is the server: its own JVM, started without Elasticsearch's shell script, which
 * needs a bundled JDK's layout and runs four JVMs before the one that counts.
 *
 * @param javaHome of a JDK that Elasticsearch 7.17 runs on (8 to 21)
 */
record ServerCommand(Path javaHome, Path home, ServerFolders folders, long heapBytes) {

    /** What Elasticsearch 7.17's launcher gives a JVM from 17 on, save for GC logs. */
    private static final List<String> JVM_OPTIONS =
            List.of(
                    "-Xss1m",
                    "-XX:+UseG1GC",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-XX:-OmitStackTraceInFastThrow",
                    "-Djava.security.manager=allow",
                    "-Djava.awt.headless=true",
                    "-Djava.locale.providers=SPI,COMPAT",
                    "-Dfile.encoding=UTF-8",
                    "-Djna.nosys=true",
                    "-Dio.netty.noUnsafe=true",
                    "-Dio.netty.noKeySetOptimization=true",
                    "-Dio.netty.recycler.maxCapacityPerThread=0",
                    "-Dio.netty.allocator.numDirectArenas=0",
                    "-Dlog4j.shutdownHookEnabled=false",
                    "-Dlog4j2.disable.jmx=true",
                    "-Dlog4j2.formatMsgNoLookups=true",
                    "-Des.networkaddress.cache.ttl=60",
                    "-Des.networkaddress.cache.negative.ttl=10",
                    "-Des.distribution.flavor=oss",
                    "-Des.distribution.type=zip",
                    "-Des.bundled_jdk=false",
                    "--add-opens=java.base/java.io=ALL-UNNAMED");

    /** The program and its arguments. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        words.add(java().toString());
        words.add("-Xms" + heapBytes);
        words.add("-Xmx" + heapBytes);
        words.addAll(JVM_OPTIONS);
        words.add("-XX:ErrorFile=" + folders.logs().resolve("hs_err_pid%p.log"));
        words.add("-Djava.io.tmpdir=" + folders.temporary());
        words.add("-Djna.tmpdir=" + folders.temporary());
        words.add("-Des.path.home=" + home);
        words.add("-Des.path.conf=" + folders.config());
        words.add("-cp");
        words.add(home.resolve("lib").resolve("*").toString());
        words.add("org.elasticsearch.bootstrap.Elasticsearch");
        return words;
    }

    Path java() {
        return javaHome.resolve("bin").resolve("java");
    }
}
