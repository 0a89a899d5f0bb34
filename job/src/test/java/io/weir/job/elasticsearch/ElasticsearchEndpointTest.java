package io.weir.job.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElasticsearchEndpointTest {

    @Test
    void dropsTheSlashAtTheEnd() {
        ElasticsearchEndpoint endpoint =
                ElasticsearchEndpoint.of(URI.create("https://es:9200/path/"), "--url");
        assertThat(endpoint.urls()).containsExactly(URI.create("https://es:9200/path"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:9200", "ftp://es", "http:///x", "es", "http://es/?q=1"})
    void refusesWhatIsNoBaseUrl(String url) {
        assertThatThrownBy(() -> ElasticsearchEndpoint.of(URI.create(url), "--url"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--url")
                .hasMessageContaining(url);
    }

    @Test
    void refusesNoUrl() {
        assertThatThrownBy(
                        () ->
                                new ElasticsearchEndpoint(
                                        List.of(), Optional.empty(), Optional.empty(), "es.urls"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("es.urls is empty");
    }

    @Test
    void refusesPasswordInUrlWithoutPrintingIt() {
        assertThatThrownBy(
                        () -> ElasticsearchEndpoint.of(URI.create("http://u:geheim@es"), "--url"))
                .hasMessageContaining("--url")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void neverPrintsThePassword() {
        assertThat(ElasticsearchCredentials.ofUser("u", "geheim").toString())
                .doesNotContain("geheim");
    }
}
