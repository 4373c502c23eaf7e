package io.rdsmaint.aurora;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.RunbookSections;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code docs/questions.md}: each question as a person gets it, to be read by people who have to answer at night. Of those of one
 * type that are asked for the same reason the first is shown.
 */
final class QuestionsPage {
    private static final Pattern DANGER =
            Pattern.compile("takes service away from clients|deletes for good|reboot [\\w-]+ \\(?(again|once more)");
    private static final Path PAGE = Path.of("../docs/questions.md");

    private static final String HEAD = """
            # Questions

            What operations ask, word for word, as the tests that make each of them go wrong were asked. A test writes this page and
            fails when a question reads otherwise (`-Dquestions.write=true` writes it anew). Notifications, `scripts/status` and the
            event `InterventionRequired` carry the same words. :warning: marks an answer that takes service away from clients, or
            deletes what nobody can have again, before the next question. Below each is the
            section of the [runbook](runbook.md) that notifications lead to.
            """;

    private final Map<String, Map<String, String>> sections = new TreeMap<>();

    /** A question that was asked. */
    void add(Operation op, Question question) {
        assertThat(question.code()).as(question.reason()).isIn(RunbookSections.names());
        assertThat(question.options())
                .as("an answer is marked exactly where its text names what it takes away")
                .allSatisfy(option -> assertThat(option.destructive())
                        .as(option.consequence())
                        .isEqualTo(DANGER.matcher(option.consequence()).find()));
        sections.computeIfAbsent(op.type(), type -> new TreeMap<>())
                .putIfAbsent(why(op, question), told(op, text(question)));
    }

    /** Why it is asked, whichever step and instance it is about. */
    private static String why(Operation op, Question question) {
        String step = op.current().map(Step::name).orElse("");
        return told(op, question.reason()).replace(told(op, step), "STEP").replaceAll("\\d", "");
    }

    /** Ids are made from when an execution started, those of requests at random. */
    private static String told(Operation op, String text) {
        String own = op.id().substring("op-".length());
        return text.replace(own, "1234567890abcdef")
                .replace(own.substring(own.length() - 8), "90abcdef")
                .replaceAll("request [0-9a-f-]{36}", "request ID");
    }

    private static String text(Question question) {
        String options = question.options().stream()
                .map(o -> "* `" + o.action().word() + (o.choice() == null ? "" : "/" + o.choice()) + "`"
                        + (o.destructive() ? " :warning:" : "") + ": " + o.consequence())
                .collect(Collectors.joining("\n"));
        String commands = question.commands().stream().map(c -> "    " + c).collect(Collectors.joining("\n"));
        return "**" + question.situation() + "**\n\n" + question.reason() + "\n\nSeen: "
                + question.observed().replace("\n", "  \n") + "\n\n" + options
                + (commands.isEmpty() ? "" : "\n\nTo look closer:\n\n" + commands)
                + "\n\nWhat to do: [" + question.code() + "](runbook.md#" + question.code() + ")\n";
    }

    /** Compares the page with what was asked, or writes it. */
    void check() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        sections.forEach((type, questions) -> {
            page.append("\n## ").append(type).append('\n');
            int[] n = {0};
            questions
                    .values()
                    .forEach(text ->
                            page.append("\n### ").append(++n[0]).append("\n\n").append(text));
        });
        if (Boolean.getBoolean("questions.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(page.toString()).isEqualTo(Files.readString(PAGE));
    }
}
