package io.rdsmaint.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.http.Body;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.simulator.http.SimulatorResponse.Answer;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.lambda.LambdaInvocation;
import io.rdsmaint.testkit.transport.AwsRequest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The mistakes that whoever runs work in pieces makes first: each does a piece twice, one day. */
final class PipelineFlaws {
    private static final String INSTALL = "DO $install$";
    private static final String RUN = "ops.run_piece(";
    private static final String PHASE = "update";
    private static final String OPERATION = "operation";

    /** How a piece is chosen as it should be: in the transaction that does it, among those that nobody does. */
    private static final String CHOSEN = """
            WHERE i.operation = _operation AND i.phase = _phase AND NOT i.done AND i.failures < _round
                  ORDER BY i.failures, i.piece LIMIT 1
                  FOR UPDATE SKIP LOCKED;""";

    private static final String NO_PIECE = "0";

    /** What is locked for long it would ask for again and again. */
    private static final int MOST_LOOKS = 20;

    private PipelineFlaws() {}

    /** It looks which piece is to be done, and then does it by its number, however long that call travels. */
    static Flaw looksBeforeItRepeats() {
        return byNumber(1);
    }

    /** Two of its lanes do what one look has shown. */
    static Flaw runsTwoLanesOnOnePiece() {
        return byNumber(2);
    }

    /**
     * It runs pieces by their numbers.
     *
     * @param uses how many calls rely on one look
     */
    private static Flaw byNumber(int uses) {
        return new Flaw() {
            private String shown = "";
            private int left;
            private int looks;

            @Override
            public SimulatorResponse sending(
                    LambdaInvocation from,
                    SimulatorRequest request,
                    Function<SimulatorRequest, SimulatorResponse> wire) {
                if (!ofStatements(request)) {
                    return wire.apply(request);
                }
                SimulatorRequest installing = edited(request, body -> replace(body, CHOSEN, """
                        WHERE i.operation = _operation AND i.phase = _phase AND i.piece = _round;"""));
                return runs(installing)
                        ? wire.apply(numbered(installing, piece(installing, wire)))
                        : wire.apply(installing);
            }

            private synchronized String piece(
                    SimulatorRequest request, Function<SimulatorRequest, SimulatorResponse> wire) {
                if (looks == MOST_LOOKS) {
                    return NO_PIECE;
                }
                if (left == 0) {
                    looks++;
                    shown = looked(wire.apply(edited(request, PipelineFlaws::look)));
                    left = uses;
                }
                left--;
                return shown;
            }
        };
    }

    private static ObjectNode look(ObjectNode body) {
        ObjectNode look = body.deepCopy();
        look.put(
                "sql",
                "SELECT coalesce(min(piece), 0) FROM ops.pieces WHERE operation = :operation AND phase = :phase AND NOT done");
        var parameters = look.putArray("parameters");
        body.path("parameters").forEach(parameter -> {
            if (Set.of(OPERATION, "phase").contains(parameter.path("name").asText())) {
                parameters.add(parameter);
            }
        });
        return look;
    }

    private static String looked(SimulatorResponse response) {
        return response instanceof Answer answer
                ? JsonTrees.read(answer.text()).at("/records/0/0/longValue").asText(NO_PIECE)
                : NO_PIECE;
    }

    private static SimulatorRequest numbered(SimulatorRequest request, String piece) {
        return edited(request, body -> {
            parameter(body, "round")
                    .ifPresent(round -> round.putObject("value").put("longValue", Long.parseLong(piece)));
            return body;
        });
    }

    /**
     * It begins a ledger anew, with what it sees done, after a call that nobody answered: with the number of the attempt in its key.
     */
    static Flaw keysItsLedgerByAttempt() {
        return new Flaw() {
            private final Set<String> unanswered = new HashSet<>();
            private int attempt;

            @Override
            public SimulatorResponse sending(
                    LambdaInvocation from,
                    SimulatorRequest request,
                    Function<SimulatorRequest, SimulatorResponse> wire) {
                if (!ofStatements(request)) {
                    return wire.apply(request);
                }
                String old = key(request);
                if (!unanswered.isEmpty() && !unanswered.contains(from.id())) {
                    unanswered.clear();
                    attempt++;
                    var _ = wire.apply(edited(request, body -> copy(body, old, key(request))));
                }
                SimulatorRequest keyed = keyed(request, key(request));
                if (!runs(keyed)) {
                    return wire.apply(keyed);
                }
                unanswered.add(from.id());
                SimulatorResponse response = wire.apply(keyed);
                unanswered.remove(from.id());
                return response;
            }

            private String key(SimulatorRequest request) {
                String operation = parameter(JsonTrees.read(request.body().text()), OPERATION)
                        .map(p -> p.at("/value/stringValue").asText())
                        .orElse("");
                return attempt == 0 ? operation : operation + "#" + attempt;
            }
        };
    }

    private static SimulatorRequest keyed(SimulatorRequest request, String key) {
        return edited(request, body -> {
            parameter(body, OPERATION)
                    .ifPresent(operation -> operation.putObject("value").put("stringValue", key));
            return body;
        });
    }

    private static ObjectNode copy(ObjectNode body, String from, String to) {
        ObjectNode copy = body.deepCopy();
        copy.remove("parameters");
        return copy.put("sql", """
                WITH l AS (INSERT INTO ops.ledgers SELECT '%2$s', runner, pipeline, window_from, window_to
                    FROM ops.ledgers WHERE operation = '%1$s'),
                  p AS (INSERT INTO ops.phases SELECT (jsonb_populate_record(x, '{"operation": "%2$s"}')).*
                    FROM ops.phases x WHERE operation = '%1$s'),
                  s AS (INSERT INTO ops.statements SELECT (jsonb_populate_record(x, '{"operation": "%2$s"}')).*
                    FROM ops.statements x WHERE operation = '%1$s')
                INSERT INTO ops.pieces SELECT (jsonb_populate_record(x, '{"operation": "%2$s"}')).*
                  FROM ops.pieces x WHERE operation = '%1$s'""".formatted(from, to));
    }

    private static boolean ofStatements(SimulatorRequest request) {
        return request.path().startsWith(AwsRequest.EXECUTE);
    }

    /** True for a call that runs a piece of the phase. */
    private static boolean runs(SimulatorRequest request) {
        return request.body().text().contains(RUN) && request.body().text().contains("\"" + PHASE + "\"");
    }

    private static Optional<ObjectNode> parameter(JsonNode body, String name) {
        for (JsonNode parameter : body.path("parameters")) {
            if (parameter.path("name").asText().equals(name)) {
                return Optional.of((ObjectNode) parameter);
            }
        }
        return Optional.empty();
    }

    private static ObjectNode replace(ObjectNode body, String text, String by) {
        String sql = body.path("sql").asText();
        return sql.startsWith(INSTALL) ? body.put("sql", sql.replaceAll(spaced(text), by)) : body;
    }

    /** A text whose lines may be indented in any way. */
    private static String spaced(String text) {
        return text.lines().map(line -> Pattern.quote(line.strip())).collect(Collectors.joining("\\s+"));
    }

    private static SimulatorRequest edited(SimulatorRequest request, UnaryOperator<ObjectNode> change) {
        ObjectNode body = (ObjectNode) JsonTrees.read(request.body().text());
        return new SimulatorRequest(
                request.method(),
                request.path(),
                request.headers(),
                Body.of(change.apply(body).toString()));
    }
}
