package io.rdsmaint.notification;

import java.util.List;
import java.util.stream.Collectors;

/** A notification as text for an e-mail or an alert's details. */
final class PlainText {
    private PlainText() {}

    static String of(List<Part> parts, int mostText, String footer) {
        return parts.stream()
                .map(part -> text(part, mostText))
                .collect(Collectors.joining("\n\n", "", "\n\n" + footer + "\n"));
    }

    private static String text(Part part, int mostText) {
        return switch (part) {
            case Part.Said said -> said.heading() + ": " + Excerpt.of(said.text(), mostText);
            case Part.Guide guide -> "Runbook: " + guide.section().where();
            case Part.Look look -> "Look closer:\n    " + look.command();
            case Part.Answer answer ->
                "Answer " + answer.words() + (answer.destructive() ? " (DESTRUCTIVE): " : ": ")
                        + Excerpt.of(answer.consequence(), mostText) + "\n    " + answer.respond() + "\n    "
                        + answer.command();
        };
    }
}
