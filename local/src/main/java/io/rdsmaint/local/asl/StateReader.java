package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one state. */
final class StateReader {
    private static final Set<String> COMMON = Set.of("Type", "Comment", "InputPath", "OutputPath");
    private static final Set<String> FLOW = Set.of("Next", "End");

    private final String name;
    private final Fields fields;
    private final TemplateReader templates;

    StateReader(String name, Fields fields) {
        this.name = name;
        this.fields = fields;
        this.templates = new TemplateReader(fields.problems());
    }

    /** The state; nothing when its type is unknown, which is noted. */
    Optional<State> read() {
        fields.require("Type");
        String type = fields.text("Type").orElse("");
        return switch (type) {
            case "Pass" -> Optional.of(pass());
            case "Task" -> Optional.of(task());
            case "Choice" -> Optional.of(choice());
            case "Wait" -> Optional.of(waiting());
            case "Succeed" -> Optional.of(succeed());
            case "Fail" -> Optional.of(fail());
            case "Map", "Parallel" -> unknown("State type '" + type + "' is not supported by this interpreter");
            case "" -> Optional.empty();
            default -> unknown("'" + type + "' is not a state type");
        };
    }

    private Optional<State> unknown(String message) {
        fields.problem("Type", message);
        return Optional.empty();
    }

    private State pass() {
        allow(FLOW, Set.of("Parameters", "Result", "ResultPath"));
        return new State.Pass(
                name,
                comment(),
                paths(),
                templates.read(fields, "Parameters"),
                fields.has("Result") ? Optional.of(fields.get("Result")) : Optional.empty(),
                resultPath(fields),
                next());
    }

    private State choice() {
        allow(Set.of("Choices", "Default"));
        fields.require("Choices");
        List<JsonNode> choices = fields.list("Choices");
        List<State.Choice.Branch> branches = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            Fields one = fields.element("Choices", i, choices.get(i));
            one.require("Next");
            String target = one.text("Next").orElse("");
            new RuleReader(one, true).read().ifPresent(rule -> branches.add(new State.Choice.Branch(rule, target)));
        }
        return new State.Choice(name, comment(), paths(), List.copyOf(branches), fields.text("Default"));
    }

    private State waiting() {
        allow(FLOW, Set.of("Seconds", "SecondsPath"));
        Seconds seconds = seconds("Seconds", 0);
        if (seconds instanceof Seconds.None) {
            fields.problem("One of these fields is required: [Seconds, SecondsPath]");
        }
        return new State.Wait(name, comment(), paths(), seconds, next());
    }

    private State succeed() {
        allow();
        return new State.Succeed(name, comment(), paths());
    }

    private State fail() {
        fields.allow(Set.of("Type", "Comment", "Error", "ErrorPath", "Cause", "CausePath"));
        return new State.Fail(name, comment(), failText("Error"), failText("Cause"));
    }

    private Optional<Expression> failText(String field) {
        fields.conflict(field, field + "Path");
        Optional<Expression> given = fields.text(field)
                .map(text -> new Expression.Literal(com.fasterxml.jackson.databind.node.TextNode.valueOf(text)));
        return given.or(() -> fields.text(field + "Path").flatMap(text -> textExpression(field + "Path", text)));
    }

    private Optional<Expression> textExpression(String field, String text) {
        try {
            Expression expression = ExpressionParser.parse(text);
            if (expression instanceof Expression.Call call && !call.function().givesText()) {
                fields.problem(field, "The function '" + call.text() + "' is not allowed here");
            }
            return Optional.of(expression);
        } catch (IllegalArgumentException e) {
            fields.problem(
                    field,
                    "The value for the field '" + field
                            + "' must be a valid JSONPath or a valid intrinsic function call: " + e.getMessage());
            return Optional.empty();
        }
    }

    private State task() {
        allow(
                FLOW,
                Set.of("Resource", "Parameters", "ResultSelector", "ResultPath", "Retry", "Catch"),
                Set.of("TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath"));
        fields.require("Resource");
        Integration integration = integration();
        TaskReader tasks = new TaskReader(fields);
        tasks.parameters(integration);
        Seconds timeout = seconds("TimeoutSeconds", 1);
        Seconds heartbeat = seconds("HeartbeatSeconds", 1);
        if (timeout instanceof Seconds.Fixed(long limit)
                && heartbeat instanceof Seconds.Fixed(long beat)
                && beat >= limit) {
            fields.problem("HeartbeatSeconds", "HeartbeatSeconds must be smaller than TimeoutSeconds");
        }
        return new State.Task(
                name,
                comment(),
                paths(),
                integration,
                templates.read(fields, "Parameters"),
                templates.read(fields, "ResultSelector"),
                resultPath(fields),
                timeout,
                heartbeat,
                tasks.retriers(),
                tasks.catchers(),
                next());
    }

    private Integration integration() {
        Optional<String> resource = fields.text("Resource");
        Optional<Integration> known = resource.flatMap(Integration::of);
        if (resource.isPresent() && known.isEmpty()) {
            fields.problem(
                    "Resource",
                    "The resource provided " + resource.get() + " is not recognized. The value is not a valid"
                            + " resource ARN, or the resource is not supported by this interpreter.");
        }
        return known.orElse(Integration.LAMBDA_INVOKE);
    }

    @SafeVarargs
    private void allow(Set<String>... more) {
        Set<String> all = new HashSet<>(COMMON);
        for (Set<String> some : more) {
            all.addAll(some);
        }
        fields.allow(all);
    }

    private String comment() {
        return fields.text("Comment").orElse("");
    }

    private State.Paths paths() {
        return new State.Paths(selector("InputPath"), selector("OutputPath"));
    }

    private Optional<Path> selector(String field) {
        if (fields.get(field).isNull()) {
            return Optional.empty();
        }
        return fields.has(field) ? fields.path(field, true) : State.Paths.WHOLE.input();
    }

    static State.ResultPath resultPath(Fields fields) {
        if (fields.get("ResultPath").isNull()) {
            return new State.ResultPath(Optional.empty());
        }
        return new State.ResultPath(
                fields.has("ResultPath") ? fields.path("ResultPath", false) : State.Paths.WHOLE.input());
    }

    private Optional<String> next() {
        boolean end = fields.flag("End");
        if (fields.conflict("Next", "End")) {
            return Optional.empty();
        }
        if (!fields.has("Next") && !end) {
            fields.problem("These fields are required: [Next]");
        }
        return fields.text("Next");
    }

    private Seconds seconds(String field, long least) {
        if (fields.conflict(field, field + "Path")) {
            return new Seconds.None();
        }
        Optional<Seconds> fixed = fields.integer(field, least, Seconds.MOST).map(number -> new Seconds.Fixed(number));
        return fixed.or(() -> fields.path(field + "Path", true).map(path -> new Seconds.At(path, least)))
                .orElseGet(Seconds.None::new);
    }
}
