package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes operations: plans, refuses what preflight refuses, takes the lock. The same start makes the same operation. */
final class Starting {
    private final OperationStore store;
    private final Catalogue catalogue;

    Starting(OperationStore store, Catalogue catalogue) {
        this.store = store;
        this.catalogue = catalogue;
    }

    Verdict start(Invocation invocation, StartRequest request) {
        String id = request.operationId();
        if (!request.dryRun()) {
            Optional<Operation> existing = store.load(id);
            if (existing.isPresent()) {
                return Verdict.of(existing.get());
            }
        }
        OperationType type =
                catalogue.type(request.type()).orElseThrow(() -> new InvalidRequest(unknown(request.type())));
        Plan plan = gated(
                type.plan(new OperationType.PlanRequest(
                        id,
                        request.clusterId(),
                        request.region(),
                        request.roleArn(),
                        request.externalId(),
                        request.options(),
                        request.parameters(),
                        List.of())),
                request);
        List<Finding> refusals = plan.findings().stream()
                .filter(f -> f.severity() == Finding.Severity.REFUSE)
                .toList();
        if (!refusals.isEmpty()) {
            String cause =
                    String.join(" | ", refusals.stream().map(Finding::line).toList());
            return new Verdict(
                    Optional.empty(), new Next.Fail(Next.Code.INVALID_REQUEST, cause), cause, Summaries.plan(plan));
        }
        if (request.dryRun()) {
            return new Verdict(Optional.empty(), new Next.Succeed(), dryRunSummary(plan), Summaries.plan(plan));
        }
        return create(invocation, request, id, plan);
    }

    /** What is wrong with a type and its parameters, found without a look at the world. */
    List<String> problems(String type, ObjectNode parameters) {
        return catalogue.type(type).map(known -> known.problems(parameters)).orElseGet(() -> List.of(unknown(type)));
    }

    private String unknown(String type) {
        return "params.type '" + type + "' is unknown; use one of " + String.join(", ", catalogue.typeNames());
    }

    private Verdict create(Invocation invocation, StartRequest request, String id, Plan plan) {
        Instant now = invocation.now();
        Event started = new Event(
                1,
                now,
                Event.Type.OPERATION_STARTED,
                request.requestedBy() == null ? request.executionArn() : request.requestedBy(),
                request.reason(),
                plan.summary(),
                request.parameters());
        Operation operation = new Operation(
                id,
                request.type(),
                plan.target(),
                request.parameters(),
                new Operation.Origin(request.requestedBy(), request.reason()),
                request.options(),
                plan.steps().stream().map(Step::pending).toList(),
                0,
                OperationState.RUNNING,
                null,
                Operation.Ending.COMPLETED,
                null,
                null,
                Owner.first(request.executionArn(), now),
                1,
                invocation.id(),
                1,
                0,
                List.of(started),
                plan.summary(),
                plan.notes(),
                plan.baseline(),
                List.of(),
                List.of(),
                now,
                now,
                null);
        try {
            store.create(operation, List.of(started));
            invocation.tell(new Occurrence.Saved(null, operation, List.of(started)));
        } catch (OperationStore.SaveConflict e) {
            return Verdict.of(store.load(id).orElseThrow(() -> e));
        } catch (OperationStore.ClusterBusy e) {
            return Verdict.fail(
                    Next.Code.CLUSTER_BUSY,
                    "Cluster " + request.clusterId() + " is held by operation " + e.holder()
                            + ". Wait for its end, or look at it: status with operation_id " + e.holder() + ".");
        }
        return Verdict.of(operation);
    }

    private static String dryRunSummary(Plan plan) {
        long asks = plan.findings().stream()
                .filter(f -> f.severity() == Finding.Severity.ASK)
                .count();
        return "Dry run: " + plan.summary() + ". " + plan.steps().size() + " steps, about "
                + plan.expected().toMinutes() + " minutes"
                + (asks == 0 ? "" : "; preflight would ask about " + asks + (asks == 1 ? " finding" : " findings"))
                + ". Nothing was changed.";
    }

    private static Plan gated(Plan plan, StartRequest request) {
        List<PlannedStep> steps = new ArrayList<>();
        Long wait = request.options().waitTimeoutSeconds();
        for (PlannedStep step : plan.steps()) {
            PlannedStep changed = step;
            if (step.gate() == null && Gates.names(request.pauseBefore(), step)) {
                changed = changed.gated(Gates.BY_NAME);
            }
            if (wait != null) {
                changed = changed.within(Duration.ofSeconds(wait));
            }
            steps.add(changed);
        }
        Gates.requireAllKnown(request.pauseBefore(), plan.steps());
        return plan.withSteps(steps).noting(misfits(steps, request.options().schedule()));
    }

    private static List<String> misfits(List<PlannedStep> steps, Schedule schedule) {
        return steps.stream().flatMap(step -> schedule.misfit(step).stream()).toList();
    }
}
