package io.rdsmaint.golden;

import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.store.OperationJson;
import io.rdsmaint.testkit.store.ForwardingStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A store before another one; it keeps the document of each of a story's moments, at the very save that made it. */
final class KeepingStore extends ForwardingStore {
    private final OperationJson json = new OperationJson();
    private final List<Story.Moment> awaited;
    private final List<Kept> kept = new ArrayList<>();
    private final InstantSource clock;
    private final Recording recording;
    private final Consumer<String> alsoKeep;

    /**
     * @param alsoKeep is told the name of each moment that was kept
     */
    KeepingStore(
            OperationStore store, Story story, InstantSource clock, Recording recording, Consumer<String> alsoKeep) {
        super(store);
        this.alsoKeep = alsoKeep;
        this.awaited = new ArrayList<>(story.moments);
        this.clock = clock;
        this.recording = recording;
    }

    List<Kept> kept() {
        return List.copyOf(kept);
    }

    @Override
    public void create(Operation operation, List<LogEntry> events) {
        super.create(operation, events);
        keep(operation);
    }

    @Override
    public void save(Operation operation, List<LogEntry> events) {
        super.save(operation, events);
        keep(operation);
    }

    private void keep(Operation operation) {
        awaited.removeIf(moment -> {
            boolean now = moment.when().test(operation);
            if (now) {
                kept.add(new Kept(
                        moment.name(),
                        clock.instant(),
                        json.write(operation),
                        events(operation.id()).stream().map(json::write).toList(),
                        recording.entries().size()));
                alsoKeep.accept(moment.name());
            }
            return now;
        });
    }
}
