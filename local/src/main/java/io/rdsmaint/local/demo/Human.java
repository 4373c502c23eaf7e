package io.rdsmaint.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;

/** Shows a question as an operator would get it, and takes the answer. */
final class Human {
    private final PrintStream out;
    private final BufferedReader keyboard;
    private final boolean answersItself;

    /**
     * @param answersItself shows the question and answers {@code continue} without waiting for a key
     */
    Human(PrintStream out, BufferedReader keyboard, boolean answersItself) {
        this.out = out;
        this.keyboard = keyboard;
        this.answersItself = answersItself;
    }

    /** The answer's JSON, one of the options. */
    String answer(JsonNode asked) {
        out.println();
        out.println("  ? " + asked.path("pause_reason").asText());
        out.println("    seen: " + asked.at("/question/observed").asText());
        JsonNode options = asked.path("options");
        for (int i = 0; i < options.size(); i++) {
            JsonNode option = options.get(i);
            out.printf(
                    "    %d) %s%s: %s%n",
                    i + 1,
                    option.path("action").asText(),
                    option.path("choice").isTextual()
                            ? " " + option.path("choice").asText()
                            : "",
                    option.path("consequence").asText());
        }
        out.println("    An operator answers with:");
        out.println("      " + asked.path("token_command").asText());
        for (JsonNode command : asked.path("commands")) {
            if (command.asText().contains("send-task-success")) {
                out.println("      " + command.asText());
            }
        }
        return json(options.get(choose(options.size())));
    }

    private int choose(int count) {
        if (answersItself) {
            out.println("    Answering by itself: 1");
            return 0;
        }
        while (true) {
            out.print("    Your answer (1-" + count + "; after a failure the demo mends the cause first): ");
            out.flush();
            String line = line();
            if (line.matches("[1-9]") && Integer.parseInt(line) <= count) {
                return Integer.parseInt(line) - 1;
            }
        }
    }

    private String line() {
        try {
            String line = keyboard.readLine();
            return line == null ? "1" : line.strip();
        } catch (IOException e) {
            return "1";
        }
    }

    private static String json(JsonNode option) {
        String choice = option.path("choice").isTextual()
                ? ",\"choice\":\"" + option.path("choice").asText() + "\""
                : "";
        return "{\"action\":\"" + option.path("action").asText() + "\"" + choice + ",\"by\":\"the demo's operator\"}";
    }
}
