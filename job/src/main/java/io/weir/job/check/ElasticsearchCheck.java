package io.weir.job.check;

import io.weir.job.config.ConfigurationException;
import io.weir.job.config.ElasticsearchConfiguration;
import io.weir.job.elasticsearch.ElasticsearchClient;
import io.weir.job.elasticsearch.ElasticsearchCredentials;
import io.weir.job.elasticsearch.ElasticsearchEndpoint;
import io.weir.job.elasticsearch.ElasticsearchException;
import io.weir.job.elasticsearch.ServerVersion;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Whether one Elasticsearch server answers, lets us in, and is of a version we can write to. */
record ElasticsearchCheck(URI url, ElasticsearchConfiguration configuration) implements Check {

    @Override
    public Finding perform() throws InterruptedException {
        String what = "Elasticsearch " + url;
        try {
            ServerVersion server = client().info();
            return Finding.ok(what, server + ", cluster '" + server.cluster() + "'.");
        } catch (ElasticsearchException e) {
            return Finding.failed(what, e.getMessage() + cure(e));
        } catch (ConfigurationException e) {
            return Finding.failed(what, e.getMessage());
        }
    }

    private ElasticsearchClient client() {
        Optional<ElasticsearchCredentials> credentials =
                configuration.authenticates()
                        ? Optional.of(
                                new ElasticsearchCredentials(
                                        configuration.username(),
                                        configuration.password().reveal()))
                        : Optional.empty();
        return new ElasticsearchClient(
                new ElasticsearchEndpoint(List.of(url), credentials, "elasticsearch.urls"));
    }

    private static String cure(ElasticsearchException e) {
        return switch (e.status()) {
            case 0 -> " Start it, or change elasticsearch.urls.";
            case 401 -> " They are elasticsearch.username and elasticsearch.password.";
            default -> "";
        };
    }
}
