package io.weir.udp.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketClaimsTest {

    private static final long NETWORK = 4_026_531_840L;

    @TempDir private Path temporary;

    @Test
    void readersOfOneSourceSeeEachOthersClaimsInOrder() throws IOException {
        claim("source", 5);
        claim("source", 3);
        claim("other", 4);

        assertThat(claims("source").inodes()).containsExactly(5L, 3L);
        assertThat(claims("other").inodes()).containsExactly(4L);
        assertThat(claims("absent").inodes()).isEmpty();
    }

    @Test
    void givesUpClaimsOnClosedSocketsOfAllSources() throws Exception {
        claim("source", 5);
        claim("source", 3);
        claim("gone", 4);

        exclusively(claims("any"), claims -> claims.retain(List.of(3L, 9L)));

        assertThat(claims("source").inodes()).containsExactly(3L);
        try (var files = Files.list(folder())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("lock", NETWORK + "-source");
        }
    }

    @Test
    void leavesClaimsOfOtherNetworkNamespacesAlone() throws Exception {
        SocketClaims elsewhere = new SocketClaims(folder(), NETWORK + 1, "source");
        exclusively(elsewhere, claims -> claims.add(List.of(7L)));

        exclusively(claims("source"), claims -> claims.retain(List.of()));

        assertThat(elsewhere.inodes()).containsExactly(7L);
        assertThat(claims("source").inodes()).isEmpty();
    }

    @Test
    void losesNoClaimOfReadersThatOpenAtOnce() throws Exception {
        List<CompletableFuture<Void>> claiming =
                LongStream.range(0, 50)
                        .mapToObj(inode -> CompletableFuture.runAsync(() -> claimOrFail(inode)))
                        .toList();
        for (CompletableFuture<Void> claim : claiming) {
            claim.get(10, TimeUnit.SECONDS);
        }

        assertThat(claims("source").inodes())
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 50).boxed().toList());
    }

    @Test
    void namesTheFolderThatCannotBeUsed() throws IOException {
        Files.writeString(folder(), "a file");

        assertThatThrownBy(() -> claim("source", 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder().toString())
                .hasMessageContaining("java.io.tmpdir");
    }

    @Test
    void namesTheFileThatHoldsSomethingElse() throws IOException {
        claim("source", 1);
        Path file = folder().resolve(NETWORK + "-source");
        Files.writeString(file, "nonsense");

        assertThatThrownBy(() -> claims("source").inodes())
                .isInstanceOf(IOException.class)
                .hasMessage(file + " holds what is no socket's number: remove it.");
    }

    private interface Change {
        void on(SocketClaims claims) throws IOException;
    }

    private void claimOrFail(long inode) {
        try {
            claim("source", inode);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void exclusively(SocketClaims claims, Change change) throws IOException {
        claims.exclusively(
                () -> {
                    change.on(claims);
                    return claims;
                });
    }

    private void claim(String token, long inode) throws IOException {
        exclusively(claims(token), claims -> claims.add(List.of(inode)));
    }

    private SocketClaims claims(String token) {
        return new SocketClaims(folder(), NETWORK, token);
    }

    private Path folder() {
        return temporary.resolve("weir-udp");
    }
}
