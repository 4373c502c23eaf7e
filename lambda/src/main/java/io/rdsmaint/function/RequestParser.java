package io.rdsmaint.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Catalogue;
import io.rdsmaint.engine.Family;
import io.rdsmaint.engine.Family.TargetKind;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Options;
import io.rdsmaint.engine.ResumeRequest;
import io.rdsmaint.engine.Seen;
import io.rdsmaint.engine.StartRequest;
import io.rdsmaint.engine.Target;
import io.rdsmaint.engine.Woken;
import io.rdsmaint.kit.RequestFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns JSON into a {@link Request}, or names every problem at once. */
final class RequestParser {
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d{1,2}");
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]{1,512}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
    private static final Pattern PLAN_HASH = Pattern.compile("[0-9a-f]{32}");

    /** Characters: document and first event hold them beside all else; chosen. */
    private static final int MOST_PARAMETERS = 16_384;

    private static final String A_LABEL =
            "a label of 1 to 100 letters, digits, spaces and ._:/@+=,#- that neither begins nor ends with a space";

    static final Pattern OPERATION_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /** A page: each operation on it is read by itself; chosen. */
    private static final long MOST_RECENT = 100;

    /** What a person looks through; chosen. */
    private static final long USUAL_HISTORY = 20;

    /** Far beyond what is ever counted. */
    private static final long MOST_LOOKS = 1_000;

    private static final String A_PLAN_HASH = "a plan_hash as a dry run tells it";
    private static final String AN_OPERATION_ID = "an operation id (letters, digits, hyphens, at most 64)";

    private final Settings settings;
    private final Catalogue catalogue;

    RequestParser(Settings settings, Catalogue catalogue) {
        this.settings = settings;
        this.catalogue = catalogue;
    }

    /**
     * Reads a request.
     *
     * @throws InvalidRequest naming every problem
     */
    Request parse(JsonNode input) {
        if (!input.isObject()) {
            throw new InvalidRequest("the request must be an object with action start, step, status or resume, not "
                    + RequestFields.type(input));
        }
        List<String> problems = new ArrayList<>();
        RequestFields fields = new RequestFields(beginning(input).orElse(input), "", problems);
        String action = fields.required("action");
        Optional<Request> request = switch (action) {
            case "start" -> Optional.of(start(fields, problems));
            case "step" ->
                Optional.of(new Request.Step(
                        fields.required("operation_id", OPERATION_ID, AN_OPERATION_ID),
                        fields.required("execution_arn"),
                        seen(fields, woken(fields, problems))));
            case "status" -> Optional.of(status(fields, problems));
            case "resume" ->
                Optional.of(FreezeFields.given(input) ? FreezeFields.read(fields, problems) : resume(fields, problems));
            default -> {
                if (!action.isEmpty()) {
                    problems.add("action '" + action + "' is unknown; use start, step, status or resume");
                }
                yield Optional.empty();
            }
        };
        if (request.isPresent()) {
            fields.refuseOthers();
        }
        if (!problems.isEmpty()) {
            throw new InvalidRequest(problems);
        }
        return request.orElseThrow();
    }

    /** What an empty input could have been meant to start. */
    private String stored() {
        List<String> inputs =
                catalogue.families().stream().flatMap(f -> f.stored().stream()).toList();
        return inputs.isEmpty() ? "" : "; what is stored here starts with " + String.join(" or ", inputs);
    }

    private Request start(RequestFields fields, List<String> problems) {
        String executionArn = fields.required("execution_arn");
        String startedAt = fields.required("execution_started_at");
        if (!fields.any("operation_id").isMissingNode()
                && !fields.any("operation_id").isNull()) {
            problems.add("operation_id and params exclude each other: operation_id alone takes an operation over,"
                    + " params alone starts one");
        }
        JsonNode input = fields.any("input");
        JsonNode params = params(fields.any("params"), input);
        Optional<String> planHash = fields.text("plan_hash", PLAN_HASH, A_PLAN_HASH)
                .or(() -> Optional.ofNullable(input.path("plan_hash").textValue()));
        if (!params.isObject()) {
            problems.add(
                    params.isMissingNode() || params.isNull()
                            ? "params is missing: give {\"params\":{\"type\":…,\""
                                    + targetKinds().getFirst().field() + "\":…,\"params\":{…}}}" + stored()
                            : "params must be an object, not " + RequestFields.type(params));
            return new Request.Step("", "", Seen.NOTHING);
        }
        RequestFields given = new RequestFields(params, "params.", problems);
        Optional<String> seen = planHash.or(() -> given.text("plan_hash", PLAN_HASH, A_PLAN_HASH));
        given.any("plan_hash");
        String type = given.required("type");
        TargetKind kind = targetKind(type, params);
        String name = given.required(kind.field(), kind.names(), kind.namesInWords());
        String region =
                given.text("region", REGION, "a region such as us-east-1").orElse(settings.region());
        if (REGION.matcher(region).matches() && !settings.allowedRegions().contains(region)) {
            problems.add("params.region '" + region + "' is not allowed by this deployment; allowed: "
                    + String.join(", ", settings.allowedRegions()) + ". Deploy with --allow-region " + region);
        }
        Optional<String> role = given.text("role_arn", ROLE, "an IAM role ARN");
        role.filter(r ->
                        ROLE.matcher(r).matches() && !settings.allowedRoleArns().contains(r))
                .ifPresent(r -> problems.add("params.role_arn '" + r + "' is not allowed by this deployment."
                        + " Deploy with --allow-role " + r));
        Optional<String> externalId = given.text(
                "external_id",
                EXTERNAL_ID,
                "an external id as STS takes it (2 to 1,224" + " letters, digits and =,.@:/+_-)");
        if (externalId.isPresent() && role.isEmpty()) {
            problems.add("params.external_id is only used together with params.role_arn");
        }
        Optional<String> bound = role.map(settings.externalIds()::get);
        if (bound.isPresent() && externalId.isPresent() && !bound.equals(externalId)) {
            problems.add(
                    "params.external_id is not the one that params.role_arn is bound to by this deployment; leave it out,"
                            + " and the bound one is used");
        }
        ObjectNode parameters = given.object("params");
        if (parameters.toString().length() > MOST_PARAMETERS) {
            problems.add("params.params is longer than " + MOST_PARAMETERS
                    + " characters of JSON, which no operation needs");
        } else if (!type.isEmpty()) {
            problems.addAll(catalogue.problems(type, parameters));
        }
        StartRequest request = new StartRequest(
                type,
                new Target.Asked(kind.kind(), name, region, orNull(role), orNull(bound.or(() -> externalId))),
                OptionFields.ifBusy(given),
                OptionFields.options(given, heeded(type), type),
                given.flag("dry_run").orElse(false),
                orNull(given.typed("requested_by")),
                orNull(given.typed("reason")),
                orNull(given.text("label", StartRequest.LABEL, A_LABEL)),
                OptionFields.gates(given).orElse(List.of()),
                parameters,
                executionArn,
                startedAt,
                orNull(seen));
        given.refuseOthers();
        return new Request.Start(request);
    }

    /** The start that a take-over is meant to be whose execution has an earlier system's input: its operation_id is none of ours. */
    private Optional<JsonNode> beginning(JsonNode resume) {
        boolean takeOver = resume.path("action").asText().equals("resume")
                && resume.path("execution_started_at").isTextual()
                && !resume.has("response");
        return takeOver
                        && params(MissingNode.getInstance(), resume.path("input"))
                                .isObject()
                ? Optional.of(JsonNodeFactory.instance
                        .objectNode()
                        .put("action", "start")
                        .put("execution_arn", resume.path("execution_arn").asText())
                        .put(
                                "execution_started_at",
                                resume.path("execution_started_at").asText())
                        .set("input", resume.path("input")))
                : Optional.empty();
    }

    /** What the start is for: as given, else what a family makes of the whole input. */
    private JsonNode params(JsonNode given, JsonNode input) {
        return given.isObject() || !(input instanceof ObjectNode whole)
                ? given
                : catalogue.families().stream()
                        .flatMap(family -> family.earlier(whole).stream())
                        .<JsonNode>map(params -> params)
                        .findFirst()
                        .orElse(given);
    }

    /** The options that a type heeds; of an unknown one all, so that nothing else is complained of. */
    private Set<String> heeded(String type) {
        return catalogue.family(type).map(Family::options).orElse(Set.of(Options.GUARD_ALARMS, Options.WATCH_MINUTES));
    }

    /** What operations of a type work on; of an unknown type whatever the request names, so that nothing else is complained of. */
    private TargetKind targetKind(String type, JsonNode params) {
        return catalogue
                .family(type)
                .map(Family::target)
                .or(() -> targetKinds().stream()
                        .filter(kind -> params.has(kind.field()))
                        .findFirst())
                .orElseGet(() -> targetKinds().getFirst());
    }

    private List<TargetKind> targetKinds() {
        return catalogue.families().stream().map(Family::target).distinct().toList();
    }

    private Request status(RequestFields fields, List<String> problems) {
        Optional<String> operationId = fields.text("operation_id", OPERATION_ID, AN_OPERATION_ID);
        Optional<Long> recent = fields.wholeNumber("recent", 0, MOST_RECENT);
        Optional<Long> limit = fields.wholeNumber("limit", 1, MOST_RECENT);
        Optional<String> token = fields.text("next_token");
        Optional<Request.Page> page = token.flatMap(Request.Page::parse);
        if (token.isPresent() && page.isEmpty()) {
            problems.add("next_token is not one that a status told");
        }
        if ((limit.isPresent() || token.isPresent()) && operationId.isPresent()) {
            problems.add("limit and next_token are for lists, not for one operation");
        }
        Map<TargetKind, String> targets = new LinkedHashMap<>();
        targetKinds()
                .forEach(kind -> fields.text(kind.field(), kind.names(), kind.namesInWords())
                        .ifPresent(name -> targets.put(kind, name)));
        String named = String.join(
                " or ", targetKinds().stream().map(TargetKind::field).toList());
        Optional<String> region = fields.text("region", REGION, "a region such as us-east-1");
        Optional<String> label = fields.text("label", StartRequest.LABEL, A_LABEL);
        boolean residue = fields.flag("residue").orElse(false);
        Optional<Long> before = fields.wholeNumber("before_event", 1, Long.MAX_VALUE);
        if (before.isPresent() && operationId.isEmpty()) {
            problems.add("before_event is only used together with operation_id");
        }
        if (region.isPresent() && targets.isEmpty()) {
            problems.add("region is only used together with " + named);
        }
        boolean listed = recent.isPresent() || !targets.isEmpty();
        long asked = Stream.of(operationId.isPresent(), listed || label.isPresent(), residue)
                .filter(one -> one)
                .count();
        if (asked > 1 || targets.size() + (label.isPresent() ? 1 : 0) > 1) {
            problems.add("operation_id, residue, label, and recent or " + named
                    + " exclude each other: ask for one at a time (recent goes with label, too)");
        }
        if (operationId.isPresent()) {
            return new Request.Status(operationId.get(), before.orElse(Long.MAX_VALUE));
        }
        if (residue) {
            return new Request.Leftovers();
        }
        int most = Math.toIntExact(recent.or(() -> limit).orElse(USUAL_HISTORY));
        if (label.isPresent()) {
            return new Request.Labelled(label.get(), most, page);
        }
        return targets.entrySet().stream()
                .findFirst()
                .<Request>map(target -> new Request.History(
                        target.getKey().kind(), region.orElse(settings.region()), target.getValue(), most, page))
                .orElseGet(() -> new Request.Listing(
                        Math.toIntExact(recent.or(() -> limit.filter(_ -> page.isPresent()))
                                .orElse(0L)),
                        Math.toIntExact(limit.orElse((long) Integer.MAX_VALUE)),
                        page));
    }

    private static Request resume(RequestFields fields, List<String> problems) {
        String operationId = fields.required("operation_id", OPERATION_ID, AN_OPERATION_ID);
        Optional<String> executionArn = fields.text("execution_arn");
        Optional<String> questionId = fields.text("question_id");
        JsonNode response = fields.any("response");
        ObjectNode edit = fields.object("edit");
        fields.any("input");
        fields.any("execution_started_at");
        Seen seen = seen(fields, Woken.NOT);
        boolean answers = !response.isMissingNode();
        if (executionArn.isEmpty()) {
            if (!seen.equals(Seen.NOTHING)) {
                problems.add("calls and version are for the state machine: they tell what an execution has seen");
            }
            if (!answers && edit.isEmpty()) {
                problems.add("response or edit is missing: say what to answer, or what to change");
            }
            if (answers && questionId.isEmpty()) {
                problems.add(
                        "question_id is missing: read it with status, so that an answer can't meet another question");
            }
        } else if (!edit.isEmpty()) {
            problems.add("edit is for people; an execution can't send it");
        }
        ResumeRequest.@Nullable Changes changes = edit.isEmpty() ? null : edit(edit, problems);
        return new Request.Resume(
                executionArn.isPresent()
                        ? ofExecution(
                                operationId, executionArn.get(), orNull(questionId), answers ? response : null, seen)
                        : answers || changes == null
                                ? new ResumeRequest.Relay(operationId, orNull(questionId), response, changes)
                                : new ResumeRequest.Edit(operationId, changes));
    }

    private static ResumeRequest ofExecution(
            String operationId,
            String executionArn,
            @Nullable String questionId,
            @Nullable JsonNode response,
            Seen seen) {
        return questionId == null && response == null
                ? new ResumeRequest.TakeOver(operationId, executionArn)
                : new ResumeRequest.Answer(operationId, executionArn, questionId, response, seen);
    }

    /** What the last reply told, which a definition of 0.2.0 does not pass back yet and a later one does. */
    private static Seen seen(RequestFields fields, Woken woken) {
        return new Seen(
                fields.wholeNumber("calls", 0, Integer.MAX_VALUE).orElse(0L),
                fields.wholeNumber("version", 0, Long.MAX_VALUE).orElse(0L),
                woken);
    }

    /** What the reply before told that an event has ended the wait of. */
    private static Woken woken(RequestFields fields, List<String> problems) {
        ObjectNode given = fields.object("woken");
        if (given.isEmpty()) {
            return Woken.NOT;
        }
        RequestFields woken = new RequestFields(given, "woken.", problems);
        Woken read = Woken.by(
                Math.toIntExact(woken.wholeNumber("looks", 0, MOST_LOOKS).orElse(0L)),
                Math.toIntExact(woken.wholeNumber("fruitless", 0, MOST_LOOKS).orElse(0L)),
                woken.wholeNumber("quiet_until", 0, Long.MAX_VALUE).orElse(0L));
        woken.refuseOthers();
        return read;
    }

    private static ResumeRequest.Changes edit(ObjectNode edit, List<String> problems) {
        RequestFields fields = new RequestFields(edit, "edit.", problems);
        ResumeRequest.Changes read = OptionFields.edit(fields);
        fields.refuseOthers();
        return read;
    }

    static <T> @Nullable T orNull(Optional<T> value) {
        return value.orElse(null);
    }
}
