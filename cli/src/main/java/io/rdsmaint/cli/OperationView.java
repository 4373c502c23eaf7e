package io.rdsmaint.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One operation as {@code status} shows it: the stored document, what the list says about it, and the log.
 *
 * @param answer the function's whole answer
 */
record OperationView(JsonNode answer) {

    /** A step of the plan and how far it got. */
    record Step(JsonNode node) {
        String name() {
            return node.at("/planned/name").asText();
        }

        String state() {
            return node.path("state").asText();
        }

        boolean ended() {
            return List.of("completed", "failed", "skipped").contains(state());
        }

        /** A person ended the operation at its gate: it has not failed, it never began. */
        boolean notBegun() {
            return state().equals("failed") && startedAt().isEmpty();
        }

        /** What stands for its state. */
        String sign() {
            return notBegun() ? Symbol.SKIPPED : Symbol.of(state());
        }

        /** A gate that nobody has answered is before it. */
        boolean asksFirst() {
            return state().equals("pending")
                    && node.at("/planned/gate").isTextual()
                    && !node.path("approved").isObject();
        }

        Optional<String> waitCondition() {
            return text(node, "wait_condition");
        }

        Duration expected() {
            return Duration.parse(node.at("/planned/expected").asText("PT0S"));
        }

        Optional<Instant> startedAt() {
            return time(node, "started_at");
        }

        /** How long it stood still for a person's answers. */
        Duration asked() {
            return Duration.ofSeconds(node.at("/memo/asked_seconds").asLong());
        }

        Optional<Instant> completedAt() {
            return time(node, "completed_at");
        }
    }

    /** An execution's name, the last part of its ARN. */
    static String executionName(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    /** The schedule, and no freeze, keeps its step from beginning. */
    boolean held() {
        return !freeze().isObject()
                && question().isEmpty()
                && steps().stream()
                        .skip(index())
                        .findFirst()
                        .filter(step -> step.state().equals("pending"))
                        .flatMap(Step::waitCondition)
                        .isPresent();
    }

    /** The steps to come that ask because they were named; other gates are the operation's own. */
    List<String> gatesToCome() {
        return steps().stream()
                .filter(step -> step.state().equals("pending"))
                .filter(step -> step.node().at("/planned/gate").asText().startsWith("pause_before names"))
                .map(Step::name)
                .toList();
    }

    /** An answer that a question takes. */
    record Option(String action, String choice, String consequence, boolean destructive) {
        /** As it is typed. */
        String word() {
            return choice.isEmpty() ? action : action + "/" + choice;
        }
    }

    /** An open question. */
    record Question(JsonNode node) {
        private static final String LEFT_BEHIND = "left behind: ";
        private static final String AS_BY_ABORT = LEFT_BEHIND + "the same as by abort";

        String id() {
            return node.path("id").asText();
        }

        /** What it is about, the name of the runbook's section; empty of a function that does not say it. */
        String code() {
            return node.path("code").asText("");
        }

        String kind() {
            return node.path("kind").asText();
        }

        int attempt() {
            return node.path("attempt").asInt();
        }

        /** What serves now, whether it can wait, what is safe; empty of a function that does not say it. */
        String situation() {
            return node.path("situation").asText("");
        }

        String reason() {
            return node.path("reason").asText();
        }

        String observed() {
            return node.path("observed").asText();
        }

        String note() {
            return node.path("note").asText("");
        }

        Optional<Instant> askedAt() {
            return time(node, "asked_at");
        }

        /** When it is asked again unless somebody answers. */
        Optional<Instant> againAt() {
            return askedAt()
                    .filter(_ -> node.path("deadline_seconds").isNumber())
                    .map(at -> at.plusSeconds(node.path("deadline_seconds").asLong()));
        }

        List<String> commands() {
            return node.path("commands").valueStream().map(JsonNode::asText).toList();
        }

        List<Option> options() {
            return node.path("options")
                    .valueStream()
                    .map(o -> new Option(
                            o.path("action").asText(),
                            o.path("choice").asText(""),
                            o.path("consequence").asText(),
                            o.path("destructive").asBoolean()))
                    .toList();
        }

        /** What an answer leads to, where it is shown alone: what the question says of another one is said in full. */
        String consequence(Option alone) {
            if (!alone.consequence().endsWith(AS_BY_ABORT)) {
                return alone.consequence();
            }
            return options().stream()
                    .filter(option -> option.action().equals("abort"))
                    .map(Option::consequence)
                    .filter(words -> words.contains(LEFT_BEHIND))
                    .map(words ->
                            alone.consequence().replace(AS_BY_ABORT, "") + words.substring(words.indexOf(LEFT_BEHIND)))
                    .findFirst()
                    .orElse(alone.consequence());
        }
    }

    JsonNode operation() {
        return answer.path("operation");
    }

    String id() {
        return operation().path("id").asText();
    }

    String type() {
        return operation().path("type").asText();
    }

    /** The name of what it works on; a function before there were kinds of targets tells a cluster's alone. */
    String target() {
        JsonNode target = operation().path("target");
        return target.path("name").asText(target.path("cluster_id").asText());
    }

    /** The same in an overview or a reply. */
    static String target(JsonNode overview) {
        return overview.path("target")
                .path("name")
                .asText(overview.path("cluster_id").asText());
    }

    String region() {
        return operation().at("/target/region").asText();
    }

    String state() {
        return operation().path("state").asText();
    }

    /** The same with the end that was chosen: an operation that was aborted did not fail by itself. */
    String shownState() {
        return shownState(state(), operation())
                + (operation().path("resumes_to").asText().equals("rolling_back") ? " while rolling back" : "");
    }

    /** The same in an overview. */
    static String shownState(JsonNode overview) {
        return shownState(overview.path("operation_state").asText(), overview);
    }

    private static String shownState(String state, JsonNode node) {
        String ending = node.path("ending").asText();
        return isEnd(state) && List.of("aborted", "marked_complete").contains(ending)
                ? ending.replace('_', ' ')
                : state.replace('_', ' ');
    }

    boolean ended() {
        return isEnd(state());
    }

    static boolean isEnd(String state) {
        return List.of("completed", "failed", "rolled_back").contains(state);
    }

    String owner() {
        return operation().at("/owner/execution_arn").asText();
    }

    /** True when the execution that runs it is not the one that it began with. */
    boolean takenOver() {
        return operation().at("/owner/number").asInt(1) > 1;
    }

    /** True when its execution ended while it lived, and nobody took it over yet. */
    boolean stalled() {
        return !ended() && operation().at("/owner/stalled").asBoolean();
    }

    int index() {
        return operation().path("index").asInt();
    }

    List<Step> steps() {
        return operation().path("steps").valueStream().map(Step::new).toList();
    }

    Optional<Question> question() {
        return Optional.of(operation().path("question"))
                .filter(JsonNode::isObject)
                .map(Question::new);
    }

    /** The answer that was applied last; a missing node when there is none. */
    JsonNode lastAnswer() {
        return operation().path("last_answer");
    }

    List<String> texts(String field) {
        return operation().path(field).valueStream().map(JsonNode::asText).toList();
    }

    Optional<Instant> estimatedEnd() {
        return time(answer.path("overview"), "estimated_end");
    }

    Instant createdAt() {
        return time(operation(), "created_at").orElse(Instant.EPOCH);
    }

    Optional<Instant> endedAt() {
        return time(operation(), "ended_at");
    }

    Instant now() {
        return now(answer);
    }

    /** The time by which the current step is measured: it stands still while a person is asked. */
    Instant clock() {
        return question().flatMap(Question::askedAt).orElse(now());
    }

    JsonNode freeze() {
        return answer.path("freeze");
    }

    /** How the operation's end is told to the shell. */
    ExitCode outcome() {
        return switch (state()) {
            case "completed" -> ExitCode.DONE;
            case "rolled_back" -> ExitCode.ROLLED_BACK;
            default -> operation().path("ending").asText().equals("aborted") ? ExitCode.ABORTED : ExitCode.FAILED;
        };
    }

    /** The deployment's own time: with scripts/local it runs faster than the wall clock. */
    static Instant now(JsonNode answer) {
        return time(answer, "now").orElse(Instant.EPOCH);
    }

    static Optional<String> text(JsonNode node, String field) {
        return Optional.of(node.path(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    static Optional<Instant> time(JsonNode node, String field) {
        return text(node, field).map(Instant::parse);
    }
}
