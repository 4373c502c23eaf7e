package io.rdsmaint.notification;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people are told. An EventBridge input transformer only puts values where a template says, and AWS does not
 * promise to escape strings there. So all that may hold quotes, line breaks or brackets travels inside an object or an
 * array, which is JSON wherever it is put; the strings that travel by themselves (severity, key, title) are plain.
 *
 * @param dedupKey names the alert that this opens, repeats or closes; 255 characters at most, for PagerDuty
 * @param title one line of plain ASCII, short enough for the subject of an e-mail
 * @param deadline until when an answer is expected, as a sentence; null when none is
 * @param footer which operation and execution
 */
public record Notification(
        Severity severity,
        String dedupKey,
        String title,
        @Nullable String deadline,
        List<Part> parts,
        String footer) {

    /**
     * Subjects of SNS must be shorter than 100 characters; that also fits Slack's header (150) and PagerDuty's summary
     * (1,024).
     */
    static final int TITLE = 99;

    public Notification {
        title = Excerpt.plain(title, TITLE);
        parts = List.copyOf(parts);
    }

    /**
     * The form in which events carry it: {@code severity}, {@code dedup_key}, {@code title}, {@code deadline_text},
     * the whole as plain text in {@code message.text}, and as Block Kit in {@code slack_blocks}.
     *
     * @param mostText texts longer than this are cut
     */
    public ObjectNode json(int mostText) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("severity", severity.word())
                .put("dedup_key", dedupKey)
                .put("title", title)
                .put("deadline_text", deadline);
        json.putObject("message").put("text", PlainText.of(parts, mostText, footer));
        json.set("slack_blocks", SlackBlocks.of(title, parts, mostText, footer));
        return json;
    }
}
