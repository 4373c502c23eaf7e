package io.rdsmaint.notification;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A notification as Block Kit, to be read on a phone: a line for each thing that is said, a line for each answer with the command
 * that gives it, and where to read the rest. A question before a step stays under 1,200 characters. Slack refuses a whole message
 * when one text in it is too long, so every text is cut; a command is never cut, because half a command is worse than none.
 */
final class SlackBlocks {
    /** Slack's limit of a section's text, as sent. */
    static final int SECTION = 3_000;

    /** So many characters of what is said first, which is what decides, and of what is said after it. */
    private static final int FIRST = 230;

    private static final int NEXT = 110;

    /** So many things are said; the others are behind the link. */
    private static final int LINES = 3;

    /** So many characters of what all answers lead to. */
    private static final int CONSEQUENCES = 240;

    /** The fewest of one of them. */
    private static final int CONSEQUENCE = 24;

    private static final String MORE = "\n… more answers: see its status";

    private final ArrayNode blocks = JsonNodeFactory.instance.arrayNode();

    private SlackBlocks() {}

    static ArrayNode of(Notification told) {
        SlackBlocks all = new SlackBlocks();
        all.header(told.title());
        all.section(said(told.parts()));
        all.section(answers(told.parts()));
        all.context(Excerpt.mrkdwn(told.check(), SECTION / 2)
                + told.links().stream()
                        .map(link -> " <" + Excerpt.mrkdwn(link.href(), SECTION / 2) + "|" + link.text() + ">")
                        .collect(Collectors.joining())
                + guide(told.parts()));
        return all.blocks;
    }

    /** Where to read what to do; nothing where it is among the links. */
    private static String guide(List<Part> parts) {
        return parts.stream()
                .flatMap(part -> part instanceof Part.Guide one ? Stream.of(one.section()) : Stream.empty())
                .filter(section -> section.link().isEmpty())
                .map(section -> " What to do: " + Excerpt.mrkdwn(section.where(), SECTION / 2))
                .collect(Collectors.joining());
    }

    private static String said(List<Part> parts) {
        List<Part.Said> said = parts.stream()
                .flatMap(part -> part instanceof Part.Said one ? Stream.of(one) : Stream.empty())
                .limit(LINES)
                .toList();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < said.size(); i++) {
            lines.append(i == 0 ? "" : "\n")
                    .append("*")
                    .append(said.get(i).heading())
                    .append("* ")
                    .append(Excerpt.mrkdwn(line(said.get(i).text()), i == 0 ? FIRST : NEXT));
        }
        return lines.toString();
    }

    private static String answers(List<Part> parts) {
        List<Part.Answer> answers = parts.stream()
                .flatMap(part -> part instanceof Part.Answer one ? Stream.of(one) : Stream.empty())
                .toList();
        int each = answers.isEmpty() ? 0 : Math.max(CONSEQUENCE, CONSEQUENCES / answers.size());
        StringBuilder lines = new StringBuilder();
        for (Part.Answer answer : answers) {
            String line = (lines.isEmpty() ? "" : "\n") + "`" + Excerpt.mrkdwn(answer.respond(), SECTION) + "`"
                    + (answer.destructive() ? " :warning: " : " ")
                    + Excerpt.mrkdwn(line(answer.consequence()), each);
            if (lines.length() + line.length() > SECTION - MORE.length()) {
                return lines.append(MORE).toString();
            }
            lines.append(line);
        }
        return lines.toString();
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").strip();
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
        if (text.isEmpty()) {
            return;
        }
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
                .put("text", text)
                .put("verbatim", true);
    }
}
