package io.rdsmaint.store;

import io.rdsmaint.engine.Freeze;
import io.rdsmaint.engine.KeptDurations;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Listed;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.OpenWait;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.Position;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.store.S3Objects.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Operations in one S3 bucket. An operation's document decides: a save is one conditional write of it, with its new events, and
 * the one that ends the operation frees its cluster by that alone. What else is written, before, only helps to find a document,
 * and is believed only as far as the document confirms it.
 */
public final class S3OperationStore implements OperationStore {
    /** Each further one means that somebody else wrote something meanwhile, or that S3 was busy with the object. */
    private static final int ATTEMPTS = 8;

    private static final String LIFTED = "lifted";

    private final S3Objects objects;
    private final OperationJson json = new OperationJson();
    private final TargetLock lock;
    private final Lanes lanes = new Lanes();

    /**
     * @param tickets texts that are never used twice, by nobody: random ones
     */
    public S3OperationStore(S3Client client, String bucket, Supplier<String> tickets) {
        this(client, bucket, DocumentForm.OF_THIS_RELEASE, tickets);
    }

    /**
     * @param form in which documents are written
     * @param tickets texts that are never used twice, by nobody: random ones
     */
    public S3OperationStore(S3Client client, String bucket, DocumentForm form, Supplier<String> tickets) {
        this.objects = new S3Objects(client, bucket, form);
        this.lock = new TargetLock(objects, json, tickets);
    }

    @Override
    public Optional<Operation> load(String operationId) {
        return kept(objects.get(Keys.operation(operationId))).map(Document.Kept::operation);
    }

    @Override
    public void create(Operation operation, List<LogEntry> events) {
        String key = Keys.operation(operation.id());
        String born = Document.Kept.born(operation, events).write(json);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<Stored> before = objects.get(key);
            if (kept(before).isPresent()) {
                if (before.filter(stored -> stored.text().equals(born)).isPresent()) {
                    return;
                }
                throw new SaveConflict(operation.id());
            }
            if (locked(operation, before.isPresent()) && begin(operation, key, before, born)) {
                return;
            }
        }
        throw new TransientFailure(
                "The lock on " + operation.target().name() + " changed hands too quickly",
                new IllegalStateException(ATTEMPTS + " attempts"));
    }

    private boolean locked(Operation operation, boolean anew) {
        return operation.target().shared() || lock.take(operation, anew);
    }

    /** Writes what finds the operation, then its document; false when it changed since it was read, by us or somebody else. */
    private boolean begin(Operation operation, String key, Optional<Stored> before, String born) {
        objects.put(Keys.execution(operation.owner().executionArn()), operation.id());
        objects.put(Keys.live(operation.id()), operation.id());
        if (operation.origin().label() != null) {
            objects.put(Keys.entry(Keys.labelled(operation.origin().label()), operation), operation.id());
        }
        return before.map(stored -> objects.replace(key, stored, born)).orElseGet(() -> objects.putIfAbsent(key, born));
    }

    @Override
    public void save(Operation operation, List<LogEntry> events) {
        try {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                if (saved(operation, events)) {
                    return;
                }
            }
        } catch (TransientFailure e) {
            throw new SaveUnknown(operation.id(), e);
        }
        throw new SaveConflict(operation.id());
    }

    private boolean saved(Operation operation, List<LogEntry> events) {
        String key = Keys.operation(operation.id());
        Optional<Stored> stored = objects.get(key);
        Document.Kept before = kept(stored).orElseThrow(() -> new SaveConflict(operation.id()));
        if (before.isSaveOf(operation, events, json)) {
            return true;
        }
        if (before.operation().version() != operation.version() - 1) {
            throw new SaveConflict(operation.id());
        }
        Optional<OperationLog> log = shortened(operation.id(), before.log());
        if (log.isEmpty()) {
            return false;
        }
        String owner = operation.owner().executionArn();
        if (!before.executions().contains(owner)) {
            objects.put(Keys.execution(owner), operation.id());
        }
        if (operation.state().ended() && !before.operation().state().ended()) {
            enterHistory(operation);
        }
        String text = before.next(operation, log.get(), events).write(json);
        return operation.state().ended()
                ? objects.replaceEnded(key, stored.orElseThrow(), text)
                : objects.replace(key, stored.orElseThrow(), text);
    }

    private void enterHistory(Operation operation) {
        String target = Keys.history(operation.target().historyKey());
        objects.put(Keys.entry(Keys.history(), operation), operation.id());
        objects.put(Keys.entry(target, operation), operation.id());
    }

    /** The log as the next document is to continue it: with its events in a segment if they are many. Empty to look again. */
    private Optional<OperationLog> shortened(String operationId, OperationLog log) {
        Optional<String> segment = log.segment(operationId, json);
        if (segment.isEmpty()) {
            return Optional.of(log);
        }
        String key = segment.get();
        boolean there = objects.putIfAbsent(key, log.tree(json).toString())
                || objects.get(key).isPresent();
        return there ? Optional.of(OperationLog.after(key)) : Optional.empty();
    }

    @Override
    public List<LogEntry> events(String operationId) {
        return kept(objects.get(Keys.operation(operationId)))
                .map(kept -> kept.log().whole(objects, json))
                .orElse(List.of());
    }

    @Override
    public List<Listed> unfinished() {
        List<String> ids = objects.keys(Keys.LIVE).stream().map(Keys::ofMarker).toList();
        return lanes.map(ids, id -> load(id).filter(this::stillUnfinished).map(Listed::of)).stream()
                .flatMap(Optional::stream)
                .sorted(Listed.NEWEST_FIRST)
                .toList();
    }

    @Override
    public List<Listed> ended(int most, @Nullable Position after) {
        return entries(Keys.history(), most, after, op -> op.state().ended()).stream()
                .map(Listed::of)
                .toList();
    }

    @Override
    public List<Operation> endedOn(String history, int most, @Nullable Position after) {
        return entries(Keys.history(history), most, after, op -> op.state().ended());
    }

    @Override
    public List<Operation> labelled(String label, int most, @Nullable Position after) {
        return entries(
                Keys.labelled(label),
                most,
                after,
                op -> label.equals(op.origin().label()));
    }

    /**
     * Some entries point to nothing any more, or not yet, or are of a start that was tried again later: then the next page fills up the
     * list.
     */
    private List<Operation> entries(String prefix, int most, @Nullable Position after, Predicate<Operation> belongs) {
        List<Operation> found = new ArrayList<>();
        String last = after == null ? null : Keys.entry(prefix, after.createdAt(), after.id());
        int size = Math.min(most, S3Objects.PAGE);
        while (found.size() < most) {
            List<String> page = objects.keys(prefix, last, size);
            lanes.map(
                            page,
                            key -> load(Keys.ofEntry(key))
                                    .filter(op -> key.equals(Keys.entry(prefix, op)))
                                    .filter(belongs))
                    .forEach(op -> op.ifPresent(found::add));
            if (page.size() < size) {
                break;
            }
            last = page.getLast();
        }
        return found.stream().limit(most).toList();
    }

    @Override
    public List<OpenWait> openWaits(String resource) {
        return objects.keys(Keys.wakes(resource)).stream()
                .flatMap(key ->
                        objects.get(key).stream().map(stored -> json.readOpenWait(Keys.ofEntry(key), stored.text())))
                .toList();
    }

    @Override
    public KeptDurations durations(String type, String action) {
        return objects.get(Keys.durations(type, action))
                .map(stored -> json.readDurations(stored.text()))
                .orElse(KeptDurations.NONE);
    }

    @Override
    public void keep(String type, String action, KeptDurations durations) {
        objects.put(Keys.durations(type, action), json.write(durations));
    }

    @Override
    public Optional<Freeze> freeze() {
        return objects.get(Keys.FREEZE).flatMap(this::inForce);
    }

    @Override
    public boolean freeze(Freeze freeze) {
        Optional<Stored> before = objects.get(Keys.FREEZE);
        if (before.flatMap(this::inForce).isPresent()) {
            return false;
        }
        String text = json.write(freeze);
        return before.map(stored -> objects.replace(Keys.FREEZE, stored, text))
                .orElseGet(() -> objects.putIfAbsent(Keys.FREEZE, text));
    }

    /** What is written instead names the freeze: no two of these objects are alike, so a late write meets no other one. */
    @Override
    public boolean lift(Freeze freeze) {
        Optional<Stored> before = objects.get(Keys.FREEZE);
        return before.flatMap(this::inForce).filter(freeze::equals).isPresent()
                && objects.replace(
                        Keys.FREEZE,
                        before.orElseThrow(),
                        json.object().set(LIFTED, json.tree(freeze)).toString());
    }

    private Optional<Freeze> inForce(Stored stored) {
        return json.readTree(stored.text()).has(LIFTED)
                ? Optional.empty()
                : Optional.of(json.readFreeze(stored.text()));
    }

    private boolean stillUnfinished(Operation operation) {
        boolean finished = operation.state().ended() && operation.outbox().isEmpty();
        if (finished) {
            removeMarker(operation);
        }
        return !finished;
    }

    /** What has ended and is told stays so: the marker is of no more use, and if it stays, whoever lists next removes it. */
    private void removeMarker(Operation ended) {
        try {
            objects.delete(Keys.live(ended.id()));
        } catch (TransientFailure | LastingFailure _) {
            // a listing is worth more to people than the marker's end
        }
    }

    @Override
    public Optional<Operation> ofExecution(String executionArn) {
        return objects.get(Keys.execution(executionArn))
                .flatMap(pointer -> kept(objects.get(Keys.operation(pointer.text()))))
                .filter(kept -> kept.executions().contains(executionArn))
                .map(Document.Kept::operation);
    }

    private Optional<Document.Kept> kept(Optional<Stored> stored) {
        return stored.map(one -> Document.read(one.text(), json)).flatMap(document -> switch (document) {
            case Document.Kept kept -> Optional.of(kept);
            case Document.Voided _ -> Optional.empty();
        });
    }
}
