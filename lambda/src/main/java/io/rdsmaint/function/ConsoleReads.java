package io.rdsmaint.function;

import static io.rdsmaint.function.ConsoleRequest.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Engine;
import io.rdsmaint.engine.Family;
import io.rdsmaint.engine.Freeze;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Leftover;
import io.rdsmaint.engine.Listed;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Position;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.Target;
import io.rdsmaint.http.HttpAnswer;
import io.rdsmaint.http.Problem;
import io.rdsmaint.notification.Commands;
import io.rdsmaint.notification.Excerpt;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the console shows of operations: read from the store, with an ETag of what is stored; nobody's poll asks AWS anything. */
final class ConsoleReads {
    /** Rows of a page: what fits into 60 KB; chosen. */
    private static final int ROWS = 50;

    private static final int USUAL_RECENT = 15;

    /** Entries of a log on one page; chosen. */
    private static final int ENTRIES = 100;

    /** Characters of a line in a list; chosen. */
    private static final int LINE = 240;

    /** What "errors only" keeps: what went wrong, and what people were asked for it. */
    private static final Set<LogEntry.Type> TROUBLES = EnumSet.of(
            LogEntry.Type.OPERATION_STALLED,
            LogEntry.Type.STEP_RETRIED,
            LogEntry.Type.QUESTION_ASKED,
            LogEntry.Type.QUESTION_ASKED_AGAIN,
            LogEntry.Type.ANSWER_REFUSED,
            LogEntry.Type.ROLLBACK_STARTED,
            LogEntry.Type.OPERATION_ABORTED);

    private final Settings settings;
    private final Engine engine;
    private final StatusView views;

    ConsoleReads(Settings settings, Engine engine, StatusView views) {
        this.settings = settings;
        this.engine = engine;
        this.views = views;
    }

    /** Who asks, what they may do, and where they are. */
    HttpAnswer session(ConsoleRequest request) {
        request.onlyQuery();
        ObjectNode session = object().put("name", request.who().name())
                .put("role", request.who().role().word())
                .put("deployment", settings.deployment())
                .put("region", settings.region())
                .put("function_version", settings.functionVersion())
                .put("runbook", settings.runbook().address())
                .put("state_machine_arn", request.machine())
                .put("local", settings.environment().containsKey("CONSOLE_LOCAL"))
                .put("now", request.invocation().now().toString());
        settings.allowedRegions().forEach(session.putArray("regions")::add);
        engine.catalogue().families().stream().map(Family::name).forEach(session.putArray("families")::add);
        return HttpAnswer.of(200, session);
    }

    /** Those that need somebody first, the oldest question first; then what runs, then what has ended lately. */
    HttpAnswer list(ConsoleRequest request) {
        request.onlyQuery("limit", "recent", "next_token");
        int limit = request.number("limit", ROWS, 1, ROWS);
        Optional<Request.Page> page = page(request);
        @Nullable Position after = page.map(Request.Page::after).orElse(null);
        boolean onlyEnded = page.filter(one -> !one.live()).isPresent();
        List<Listed> live = onlyEnded ? List.of() : urgentFirst(limit, after);
        int room = Math.min(onlyEnded ? limit : request.number("recent", USUAL_RECENT, 0, ROWS), limit - live.size());
        List<Listed> found = room <= 0 || (page.isPresent() && !onlyEnded)
                ? List.of()
                : engine.ended(room + 1, onlyEnded ? after : null);
        List<Listed> ended = found.stream().limit(Math.max(room, 0)).toList();
        Optional<Freeze> freeze = engine.freeze();
        ObjectNode view = object();
        rows(view.putArray("needs_you"), live.stream().filter(Listed::needsSomebody), freeze);
        rows(view.putArray("running"), live.stream().filter(op -> !op.needsSomebody()), freeze);
        rows(view.putArray("recent"), ended.stream(), freeze);
        view.set("freeze", views.tree(freeze));
        view.put(
                "next_token",
                next(live, ended, limit, found.size() > ended.size())
                        .map(Request.Page::token)
                        .orElse(null));
        return answer(
                request,
                view,
                listTag(Stream.concat(live.stream(), ended.stream()).toList(), freeze));
    }

    /**
     * What needs somebody, the oldest first, then the others, the newest start first: nobody waits for an answer behind a page of
     * operations that run.
     *
     * @param after where the page before ended, or null for the first one
     */
    private List<Listed> urgentFirst(int limit, @Nullable Position after) {
        if (after == null) {
            return engine.urgent(limit);
        }
        List<Listed> all = engine.live().stream().sorted(Listed.URGENT_FIRST).toList();
        int seen = all.stream().map(Listed::id).toList().indexOf(after.id());
        Stream<Listed> rest = seen < 0
                ? all.stream().filter(op -> !op.needsSomebody() && after.before(Position.of(op)))
                : all.stream().skip(seen + 1L);
        return rest.limit(limit).toList();
    }

    private static Optional<Request.Page> page(ConsoleRequest request) {
        return request.query("next_token")
                .map(token -> Request.Page.parse(token)
                        .orElseThrow(() -> new InvalidRequest("next_token is not one that a list told")));
    }

    /**
     * Where the next page begins; empty where there is nothing older.
     *
     * @param older whether something ended before the last of {@code ended}
     */
    private static Optional<Request.Page> next(List<Listed> live, List<Listed> ended, int limit, boolean older) {
        if (live.size() == limit) {
            return Optional.of(new Request.Page(true, Position.of(live.getLast())));
        }
        return older ? Optional.of(new Request.Page(false, Position.of(ended.getLast()))) : Optional.empty();
    }

    private void rows(ArrayNode rows, Stream<Listed> operations, Optional<Freeze> freeze) {
        operations.map(op -> row(op, freeze)).forEach(rows::add);
    }

    private ObjectNode row(Listed op, Optional<Freeze> freeze) {
        ObjectNode row = views.overview(op, freeze);
        Listed.Asked open = op.question();
        row.remove(List.of("account", "execution_arn", "updated_at", "wait_condition"));
        row.properties().removeIf(field -> field.getValue().isNull());
        if (open != null) {
            row.put("question_kind", open.kind().word()).put("situation", Excerpt.of(open.situation(), LINE));
        }
        return row;
    }

    private static String listTag(List<Listed> operations, Optional<Freeze> freeze) {
        StringBuilder text = new StringBuilder(freeze.map(Freeze::toString).orElse(""));
        operations.forEach(
                op -> text.append(op.id()).append('.').append(op.version()).append(' '));
        return "\"" + Integer.toHexString(text.toString().hashCode()) + "-" + text.length() + "\"";
    }

    /** One operation whole, but for its log. */
    HttpAnswer operation(ConsoleRequest request) {
        request.onlyQuery();
        return answer(request, view(request.operation(engine)), null);
    }

    /** An operation as the console shows it; the ETag is its version. */
    ObjectNode view(Operation op) {
        ObjectNode view = views.one(op, List.of(), engine.freeze());
        view.remove(List.of("events", "left_out"));
        view.put("log_entries", op.events());
        Question open = op.question();
        if (open != null) {
            ArrayNode commands = view.putArray("answer_commands");
            open.options()
                    .forEach(option -> commands.addObject()
                            .put("script", Commands.respond(op, option))
                            .put("aws", Commands.answering(op, open, option)));
        }
        return view;
    }

    /** The version is what changes are decided on; a freeze changes what is shown and not the operation. */
    static String tag(ObjectNode view) {
        String freeze = view.path("freeze").path("since").asText("");
        return "\"" + view.path("operation").path("version").asLong()
                + (freeze.isEmpty() ? "" : "." + freeze.replaceAll("[^0-9]", "")) + "\"";
    }

    /** The newest entries first. */
    HttpAnswer log(ConsoleRequest request) {
        request.onlyQuery("errors", "before", "limit");
        boolean errors = request.query("errors").filter("true"::equals).isPresent();
        int before = request.number("before", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
        int limit = request.number("limit", ENTRIES, 1, ENTRIES);
        Operation op = request.operation(engine);
        List<LogEntry> found = engine.events(op.id()).reversed().stream()
                .filter(entry -> entry.number() < before)
                .filter(entry -> !errors || TROUBLES.contains(entry.type()))
                .limit(limit + 1L)
                .toList();
        ObjectNode view = object();
        entries(view.putArray("entries"), found.stream().limit(limit).toList());
        view.put("before", found.size() > limit ? found.get(limit - 1).number() : null);
        return answer(request, view, "\"" + op.id() + "-" + op.events() + "-" + errors + before + "-" + limit + "\"");
    }

    private void entries(ArrayNode all, List<LogEntry> entries) {
        for (LogEntry entry : entries) {
            ObjectNode tree = views.entry(entry);
            tree.put("trouble", TROUBLES.contains(entry.type()));
            all.add(tree);
        }
    }

    /** What happened since a person saw the operation, as far as its version tells: the newest entries. */
    ArrayNode changes(Operation op) {
        ArrayNode all = object().putArray("changes");
        List<LogEntry> events = engine.events(op.id());
        entries(all, events.subList(Math.max(0, events.size() - 5), events.size()));
        return all;
    }

    /** What was done on a target, with what was measured and left behind. */
    HttpAnswer target(ConsoleRequest request) {
        request.onlyQuery("limit", "next_token");
        String kind = request.part("kind");
        if (engine.catalogue().families().stream()
                .noneMatch(f -> f.target().kind().equals(kind))) {
            throw Problem.of(404, "NotFound", "there are no targets of the kind '" + kind + "'");
        }
        String key = Target.historyKey(kind, request.part("region"), request.part("name"));
        int limit = request.number("limit", 20, 1, ROWS);
        @Nullable Position after = page(request).map(Request.Page::after).orElse(null);
        List<Operation> live = after != null
                ? List.of()
                : engine.live().stream()
                        .filter(op -> op.target().historyKey().equals(key))
                        .flatMap(op -> engine.find(op.id()).stream())
                        .toList();
        List<Operation> found = engine.endedOn(key, limit + 1, after);
        List<Operation> ended = found.stream().limit(limit).toList();
        Optional<Freeze> freeze = engine.freeze();
        ObjectNode view = object().put("region", request.part("region"));
        Target.tell(view, kind, request.part("name"));
        ArrayNode types = view.putArray("types");
        engine.catalogue().families().stream()
                .filter(family -> family.target().kind().equals(kind))
                .flatMap(family -> family.types().stream())
                .forEach(type -> types.add(type.name()));
        told(view.putArray("live"), live, freeze);
        told(view.putArray("history"), ended, freeze);
        view.set("freeze", views.tree(freeze));
        view.put(
                "next_token",
                found.size() <= limit ? null : new Request.Page(false, Position.of(ended.getLast())).token());
        return answer(
                request,
                view,
                listTag(
                        Stream.concat(live.stream(), ended.stream())
                                .map(Listed::of)
                                .toList(),
                        freeze));
    }

    private void told(ArrayNode all, List<Operation> operations, Optional<Freeze> freeze) {
        for (Operation op : operations) {
            ObjectNode row = row(Listed.of(op), freeze).put("summary", Excerpt.of(op.summary(), LINE));
            op.report().forEach(row.putArray("report")::add);
            op.residue().forEach(row.putArray("residue")::add);
            all.add(row);
        }
    }

    /** What operations left behind and nobody looks after: read from AWS. */
    HttpAnswer residue(ConsoleRequest request) {
        request.onlyQuery();
        List<Leftover> left = engine.catalogue().families().stream()
                .flatMap(family -> family.leftovers(settings.allowedRegions(), engine::find).stream())
                .toList();
        return HttpAnswer.of(200, views.residue(settings.allowedRegions(), left));
    }

    HttpAnswer freeze(ConsoleRequest request) {
        request.onlyQuery();
        return HttpAnswer.of(200, object().set("freeze", frozen()));
    }

    /** The freeze that is in force, or JSON's null. */
    JsonNode frozen() {
        ObjectNode freeze = views.tree(engine.freeze());
        return freeze == null ? NullNode.getInstance() : freeze;
    }

    /**
     * @param tag null for the operation's own
     */
    private static HttpAnswer answer(ConsoleRequest request, ObjectNode view, @Nullable String tag) {
        String etag = tag == null ? tag(view) : tag;
        boolean known =
                request.http().header("if-none-match").filter(etag::equals).isPresent();
        view.put("now", request.invocation().now().toString());
        return known ? HttpAnswer.unchanged(etag) : HttpAnswer.of(200, view).with("etag", etag);
    }
}
