package io.rdsmaint.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.cli.Terminal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the answer to a question from the keyboard, by word or number; without a keyboard it answers by itself. */
final class Human {
    /**
     * So often the same question is answered {@code continue}, and what can be accepted is from the second time on; then what was begun
     * is brought back, so that a demo always ends.
     */
    private static final int PATIENCE = 3;

    private final Terminal terminal;
    private final Map<String, Integer> asked = new HashMap<>();
    private boolean answersItself;

    /**
     * @param answersItself answers without waiting for a key
     */
    Human(Terminal terminal, boolean answersItself) {
        this.terminal = terminal;
        this.answersItself = answersItself || terminal.keyboard().isEmpty();
    }

    /** What was chosen of a question's options. */
    record Answer(String action, Optional<String> choice) {
        private static Answer of(JsonNode option) {
            JsonNode choice = option.path("choice");
            return new Answer(
                    option.path("action").asText(),
                    choice.isTextual() ? Optional.of(choice.asText()) : Optional.empty());
        }

        /** As it is typed. */
        String word() {
            return action + choice.map(c -> "/" + c).orElse("");
        }

        private boolean isCalled(String typed) {
            return word().equals(typed.replaceFirst("[ ,]+", "/"))
                    || choice.filter(typed::equals).isPresent();
        }

        String json() {
            return "{\"action\":\"" + action + "\""
                    + choice.map(c -> ",\"choice\":\"" + c + "\"").orElse("") + ",\"by\":\"the demo's operator\"}";
        }
    }

    /** The answer to a question of which {@code detail} was published. */
    Answer answer(JsonNode detail) {
        List<Answer> answers =
                detail.path("options").valueStream().map(Answer::of).toList();
        while (!answersItself) {
            Optional<String> typed = terminal.asked("    Your answer (a word, its number, or ?):");
            if (typed.isEmpty()) {
                answersItself = true;
            } else if (typed.get().equals("?")) {
                elsewhere(detail, answers);
            } else if (!typed.get().isEmpty()) {
                Optional<Answer> found = found(typed.get(), answers);
                if (found.isPresent()) {
                    return found.get();
                }
                terminal.say("    '" + typed.get() + "' is none of the answers: " + numbered(answers) + ".");
            }
        }
        return byItself(detail, answers);
    }

    private static Optional<Answer> found(String typed, List<Answer> answers) {
        return typed.matches("[1-9]") && Integer.parseInt(typed) <= answers.size()
                ? Optional.of(answers.get(Integer.parseInt(typed) - 1))
                : answers.stream().filter(answer -> answer.isCalled(typed)).findFirst();
    }

    private Answer byItself(JsonNode detail, List<Answer> answers) {
        int times = asked.merge(detail.at("/question/reason").asText(), 1, Integer::sum);
        Answer first = answers.stream()
                .filter(answer ->
                        times > 1 && answer.choice().filter("accept"::equals).isPresent())
                .findFirst()
                .orElse(answers.getFirst());
        Answer answer = times <= PATIENCE
                ? first
                : answers.stream()
                        .filter(other -> List.of("rollback", "abort").contains(other.action()))
                        .findFirst()
                        .orElse(first);
        terminal.say("    Answering by itself: " + answer.word());
        return answer;
    }

    private static String numbered(List<Answer> answers) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < answers.size(); i++) {
            words.append(i == 0 ? "" : ", ")
                    .append(i + 1)
                    .append(" ")
                    .append(answers.get(i).word());
        }
        return words.toString();
    }

    /** How the same answers are given in a deployment, with the token for whoever wants it. */
    private void elsewhere(JsonNode detail, List<Answer> answers) {
        terminal.say("    The answers: " + numbered(answers) + ". After a failure the demo mends the cause first.");
        terminal.say("    In a deployment:");
        terminal.say("      scripts/respond " + detail.path("operation_id").asText() + " "
                + answers.getFirst().word());
        terminal.say("    or, with the task token, which is in the event alone:");
        terminal.say("      " + detail.path("token_command").asText());
        detail.path("commands")
                .valueStream()
                .map(JsonNode::asText)
                .filter(command -> command.contains("send-task-success"))
                .forEach(command -> terminal.say("      " + command));
    }
}
