package io.rdsmaint.notification;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/**
 * A notification as Block Kit. Slack refuses a whole message when one text in it is too long, so every text is cut to
 * its limit; a command is never cut, because half a command is worse than none.
 */
final class SlackBlocks {
    /** Slack's limit of a section's text, as sent. */
    static final int SECTION = 3_000;

    /** Slack's limit of the blocks of a message. */
    static final int BLOCKS = 50;

    /** Characters of a section beside its text: marks and a heading; chosen. */
    private static final int ROOM_FOR_MARKUP = 100;

    private final ArrayNode blocks = JsonNodeFactory.instance.arrayNode();

    private SlackBlocks() {}

    static ArrayNode of(String title, List<Part> parts, int mostText, String footer) {
        SlackBlocks all = new SlackBlocks();
        all.header(title);
        parts.stream().limit(BLOCKS - 2).forEach(part -> all.section(text(part, mostText)));
        all.context(footer);
        return all.blocks;
    }

    private static String text(Part part, int mostText) {
        return switch (part) {
            case Part.Said said -> "*" + said.heading() + "*\n" + cut(said.text(), mostText, 0);
            case Part.Look look -> code(look.command());
            case Part.Answer answer -> {
                String command = code(answer.command());
                yield "*Answer `" + answer.words() + "`*" + (answer.destructive() ? " :warning:" : "") + "\n"
                        + cut(answer.consequence(), mostText, command.length()) + "\n" + command;
            }
        };
    }

    private static String cut(String text, int mostText, int taken) {
        return Excerpt.mrkdwn(Excerpt.of(text, mostText), SECTION - ROOM_FOR_MARKUP - taken);
    }

    private static String code(String command) {
        String whole = Excerpt.mrkdwn(command, Integer.MAX_VALUE);
        return whole.length() > SECTION / 2
                ? "_The command is too long for this message; read it with status._"
                : "```" + whole + "```";
    }

    private void header(String title) {
        blocks.addObject()
                .put("type", "header")
                .putObject("text")
                .put("type", "plain_text")
                .put("text", title);
    }

    /** Verbatim, so that names in texts become neither links nor mentions. */
    private void section(String text) {
        blocks.addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", "mrkdwn")
                .put("text", text)
                .put("verbatim", true);
    }

    private void context(String text) {
        blocks.addObject()
                .put("type", "context")
                .putArray("elements")
                .addObject()
                .put("type", "mrkdwn")
                .put("text", Excerpt.mrkdwn(text, SECTION))
                .put("verbatim", true);
    }
}
