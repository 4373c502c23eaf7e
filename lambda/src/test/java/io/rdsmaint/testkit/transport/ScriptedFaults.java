package io.rdsmaint.testkit.transport;

import io.rdsmaint.testkit.lambda.LambdaInvocation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Faults at the n-th request of a kind, as a test says. */
public final class ScriptedFaults implements FaultPlan {
    private record Place(RequestKind kind, int ordinal) {}

    private final Map<Place, TransportFault> due = new HashMap<>();
    private final Map<RequestKind, Integer> passed = new EnumMap<>(RequestKind.class);
    private final List<TransportFault> struck = new ArrayList<>();

    /** Something strikes the n-th request of a kind, counted from 1. */
    public void strike(RequestKind kind, int ordinal, TransportFault fault) {
        due.put(new Place(kind, ordinal), fault);
    }

    /** How many requests of a kind were begun. */
    public int passed(RequestKind kind) {
        return passed.getOrDefault(kind, 0);
    }

    /** What has struck, in order. */
    public List<TransportFault> struck() {
        return List.copyOf(struck);
    }

    @Override
    public synchronized Optional<TransportFault> at(LambdaInvocation from, FaultyTransport.Request<?> request) {
        int ordinal = passed.merge(request.kind(), 1, Integer::sum);
        Optional<TransportFault> fault = Optional.ofNullable(due.remove(new Place(request.kind(), ordinal)));
        fault.ifPresent(struck::add);
        return fault;
    }
}
