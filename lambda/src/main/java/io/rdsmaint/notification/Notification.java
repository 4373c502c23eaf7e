package io.rdsmaint.notification;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What people are told. An EventBridge input transformer only puts values where a template says, and AWS does not
 * promise to escape strings there. So all that may hold quotes, line breaks or brackets travels inside an object or an
 * array, which is JSON wherever it is put; the strings that travel by themselves (severity, key, title) are plain.
 *
 * @param dedupKey names the alert that this opens, repeats or closes; 255 characters at most, for PagerDuty
 * @param title one line of plain ASCII, short enough for the subject of an e-mail
 * @param deadline until when an answer is expected, as a sentence; null when none is
 * @param about which operation
 * @param check how to see that it is ours
 * @param links where to look further
 */
public record Notification(
        Severity severity,
        String dedupKey,
        String title,
        @Nullable String deadline,
        List<Part> parts,
        String about,
        String check,
        List<Links.Link> links) {

    /**
     * Subjects of SNS must be shorter than 100 characters; that also fits Slack's header (150) and PagerDuty's summary
     * (1,024).
     */
    static final int TITLE = 99;

    /** A field of an alert is read at a glance; the whole is in the message. */
    private static final int DETAIL = 400;

    public Notification {
        title = Excerpt.plain(title, TITLE);
        parts = List.copyOf(parts);
        links = List.copyOf(links);
    }

    /**
     * The form in which events carry it: {@code severity}, {@code dedup_key}, {@code title}, {@code deadline_text},
     * the whole as plain text in {@code message.text}, what matters first as fields in {@code details}, the same in a few
     * lines as Block Kit in {@code slack_blocks}, and {@code links}.
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
        json.putObject("message").put("text", PlainText.of(parts, mostText, about + " " + check));
        json.set("details", details(Math.min(mostText, DETAIL)));
        json.set("slack_blocks", SlackBlocks.of(this));
        ArrayNode list = json.putArray("links");
        links.forEach(link -> list.addObject().put("href", link.href()).put("text", link.text()));
        return json;
    }

    /** A field for each part: what is said under its heading, what each answer leads to. */
    private ObjectNode details(int most) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        for (Part part : parts) {
            switch (part) {
                case Part.Said said ->
                    details.put(said.heading().toLowerCase(Locale.ROOT), Excerpt.of(said.text(), most));
                case Part.Answer answer ->
                    details.withObjectProperty("answers")
                            .put(
                                    answer.respond(),
                                    (answer.destructive() ? "DESTRUCTIVE: " : "")
                                            + Excerpt.of(answer.consequence(), most));
                case Part.Guide guide -> details.put("runbook", guide.section().where());
                case Part.Look look -> details.withArrayProperty("look closer").add(look.command());
            }
        }
        return details.put("about", about + " " + check);
    }
}
