package io.weir.job.elasticsearch.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Starts the server's process so that it runs as the right user, does not take part in the
 * terminal's Ctrl-C, and dies with this JVM even if that is killed.
 *
 * <p>Which of several ways works depends on the machine (root or not, container or not, folders
 * that only root may enter): each is tried with a harmless command first, the least privileged way
 * before the others. Needs {@code setpriv} of util-linux when run as root; {@code runuser} and
 * {@code su} come in the same package and could not keep a capability.
 */
final class ServerLauncher {

    /**
     * For root in a folder that other users cannot enter, such as {@code /root}: the server's user
     * keeps one capability (capabilities(7)). Without {@code no_setuid_fixup} access(2) would
     * ignore it, and with it the JVM's {@code Files.exists}.
     */
    private static final List<String> CAPABILITIES_TO_ENTER_FOLDERS =
            List.of("dac_read_search", "dac_override");

    private static final String CHECK =
            """
            [ -x "$1" ] || { echo "may not run $1"; exit 1; }
            [ -r "$2/lib" ] && [ -x "$2/lib" ] || { echo "may not read $2"; exit 1; }
            shift 2
            for folder; do [ -w "$folder" ] || { echo "may not write $folder"; exit 1; }; done
            """;

    /** The test of the parent closes the gap before setpriv asked for the parent-death signal. */
    private static final String RUN =
            """
            trap '' INT HUP
            [ "$PPID" = "$1" ] || exit 1
            shift
            exec "$@"
            """;

    private final ServerCommand command;
    private final ServerUser user;

    ServerLauncher(ServerCommand command, ServerUser user) {
        this.command = command;
        this.user = user;
    }

    /** Starts the process; it ends with this JVM. */
    Process launch() throws IOException, InterruptedException {
        List<String> prefix = workingPrefix();
        List<String> words = new ArrayList<>(prefix);
        words.addAll(List.of("/bin/sh", "-c", RUN, "sh"));
        words.add(Long.toString(ProcessHandle.current().pid()));
        words.addAll(command.words());
        ProcessBuilder builder =
                new ProcessBuilder(words)
                        .directory(command.folders().temporary().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(command.folders().log().toFile());
        restrict(builder.environment());
        Process process = startOnThreadOfItsOwn(builder);
        if (prefix.isEmpty()) {
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        }
        return process;
    }

    /**
     * The parent-death signal follows the thread that forked, not its process (prctl(2)), so that
     * thread lives as long as the server.
     */
    private static Process startOnThreadOfItsOwn(ProcessBuilder builder) throws IOException {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread parent =
                new Thread(
                        () -> {
                            try {
                                Process process = builder.start();
                                started.complete(process);
                                process.onExit().join();
                            } catch (IOException | RuntimeException e) {
                                started.completeExceptionally(e);
                            }
                        },
                        "elasticsearch-parent");
        parent.setDaemon(true);
        parent.start();
        try {
            return started.join();
        } catch (CompletionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        }
    }

    private List<String> workingPrefix() throws IOException, InterruptedException {
        String refusal = "";
        for (List<String> prefix : prefixes()) {
            refusal = refusal(prefix);
            if (refusal.isEmpty()) {
                return prefix;
            }
        }
        throw new LocalElasticsearchException(
                user.isCurrent()
                        ? "Elasticsearch cannot run: " + refusal + "."
                        : "Elasticsearch does not run as root, and cannot run as user "
                                + user.uid()
                                + ": "
                                + refusal
                                + ". Run as an ordinary user, or cure that.");
    }

    private List<List<String>> prefixes() {
        List<String> tied = List.of("setpriv", "--pdeathsig=KILL");
        if (user.isCurrent()) {
            return List.of(tied, List.of());
        }
        List<String> steppedDown = new ArrayList<>(tied);
        steppedDown.addAll(
                List.of("--reuid=" + user.uid(), "--regid=" + user.gid(), "--clear-groups"));
        List<List<String>> prefixes = new ArrayList<>();
        prefixes.add(steppedDown);
        for (String capability : CAPABILITIES_TO_ENTER_FOLDERS) {
            List<String> entering = new ArrayList<>(steppedDown);
            entering.add("--securebits=+no_setuid_fixup");
            entering.add("--inh-caps=-all,+" + capability);
            entering.add("--ambient-caps=+" + capability);
            prefixes.add(entering);
        }
        return prefixes;
    }

    /** Why the server could not run this way, empty if it can. */
    private String refusal(List<String> prefix) throws InterruptedException {
        List<String> checking = new ArrayList<>(prefix);
        checking.addAll(List.of("/bin/sh", "-c", CHECK, "sh"));
        checking.add(command.java().toString());
        checking.add(command.home().toString());
        command.folders().all().forEach(folder -> checking.add(folder.toString()));
        try {
            Process check = new ProcessBuilder(checking).redirectErrorStream(true).start();
            check.getOutputStream().close();
            byte[] output = check.getInputStream().readAllBytes();
            int exitCode = check.waitFor();
            String words = new String(output, StandardCharsets.UTF_8).strip().replace('\n', ' ');
            return exitCode == 0 ? "" : words + " (exit code " + exitCode + ")";
        } catch (IOException e) {
            return "setpriv of the package util-linux is missing (" + e.getMessage() + ")";
        }
    }

    /**
     * Options and agents meant for this JVM, and its secrets, are none of the server's business.
     */
    private void restrict(Map<String, String> environment) {
        environment
                .keySet()
                .removeIf(
                        name ->
                                !name.equals("PATH")
                                        && !name.equals("LANG")
                                        && !name.startsWith("LC_"));
        environment.put("LIBFFI_TMPDIR", command.folders().temporary().toString());
    }
}
