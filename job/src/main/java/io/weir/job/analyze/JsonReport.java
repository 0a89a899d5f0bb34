package io.weir.job.analyze;

import io.weir.job.documents.AlertDocuments;
import io.weir.job.documents.ConversationDocuments;
import io.weir.job.documents.ExporterDocuments;
import io.weir.job.documents.IndexedDocument;
import io.weir.job.documents.TopNDocuments;
import io.weir.operators.conversations.Conversation;
import io.weir.operators.detect.Alert;
import io.weir.operators.exporters.ExporterMinute;
import io.weir.operators.traffic.TopN;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * One object per line: alerts, then Top-N, then conversations, then the minutes of exporters, as
 * they would be indexed, then the balance.
 */
public final class JsonReport implements AnalysisReport {

    private static final String INDEX_PREFIX = "weir";

    @Override
    public void print(Analysis analysis, PrintWriter out) {
        AlertDocuments alerts = new AlertDocuments(INDEX_PREFIX);
        for (Alert alert : analysis.alerts()) {
            // In event time: the same captures give the same lines.
            print("alert", alerts.write(alert, alert.finding().triggerReceivedMillis()), out);
        }
        TopNDocuments topN = new TopNDocuments(INDEX_PREFIX);
        for (TopN top : analysis.topN()) {
            topN.documents(top, top.windowEnd()).forEach(rank -> print("topn", rank, out));
        }
        ConversationDocuments conversations = new ConversationDocuments(INDEX_PREFIX);
        for (Conversation conversation : analysis.conversations()) {
            conversations
                    .documents(conversation, conversation.endMillis())
                    .forEach(document -> print("conversation", document, out));
        }
        ExporterDocuments exporters = new ExporterDocuments(INDEX_PREFIX);
        for (ExporterMinute minute : analysis.exporters()) {
            print("exporter", exporters.write(minute, minute.endMillis()), out);
        }
        out.println(analysis.balance().toJson());
    }

    private static void print(String type, IndexedDocument document, PrintWriter out) {
        String json = new String(document.json(), StandardCharsets.UTF_8);
        out.println("{\"type\":\"" + type + "\"," + json.substring(1));
    }
}
