package io.rdsmaint.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes operations: plans, refuses what preflight refuses, takes the lock. The same start makes the same operation. */
final class OperationStarter {
    private final OperationStore store;
    private final Catalogue catalogue;

    OperationStarter(OperationStore store, Catalogue catalogue) {
        this.store = store;
        this.catalogue = catalogue;
    }

    EngineResult start(Invocation invocation, StartRequest asked) {
        String id = asked.operationId();
        if (!asked.dryRun()) {
            Optional<Operation> existing = store.load(id);
            if (existing.isPresent()) {
                return EngineResult.of(existing.get());
            }
        }
        OperationType type =
                catalogue.type(asked.type()).orElseThrow(() -> new InvalidRequest(catalogue.unknown(asked.type())));
        StartRequest request = asked.with(type.complete(asked.target(), asked.parameters()));
        Plan plan = gated(
                type.plan(new OperationType.PlanRequest(
                        id, request.target(), request.options(), request.parameters(), List.of())),
                request);
        String hash = plan.hash(id);
        List<String> told = Summaries.plan(plan, OperationCost.of(plan, type.beside(plan)));
        List<Finding> refusals = plan.findings().stream()
                .filter(f -> f.severity() == Finding.Severity.REFUSE)
                .toList();
        if (!refusals.isEmpty()) {
            String cause =
                    String.join(" | ", refusals.stream().map(Finding::line).toList());
            return new EngineResult(
                    Optional.empty(), new NextAction.Fail(NextAction.Code.INVALID_REQUEST, cause), cause, told, hash);
        }
        if (request.dryRun()) {
            return new EngineResult(Optional.empty(), new NextAction.Succeed(), dryRunSummary(plan), told, hash);
        }
        if (request.planHash() != null && !request.planHash().equals(hash)) {
            String cause = "The plan is no longer the one that was seen (plan_hash " + request.planHash() + ", now "
                    + hash + "). Nothing was started. Look at the plan of a dry run, then start with its plan_hash.";
            return new EngineResult(
                    Optional.empty(), new NextAction.Fail(NextAction.Code.PLAN_CHANGED, cause), cause, told, hash);
        }
        return create(invocation, request, id, plan);
    }

    private EngineResult create(Invocation invocation, StartRequest request, String id, Plan plan) {
        Instant now = invocation.now();
        LogEntry started = new LogEntry(
                1,
                now,
                LogEntry.Type.OPERATION_STARTED,
                request.requestedBy() == null ? request.executionArn() : request.requestedBy(),
                request.reason(),
                plan.summary(),
                request.parameters());
        Operation operation = new Operation(
                id,
                request.type(),
                plan.target(),
                request.parameters(),
                new Operation.Origin(request.requestedBy(), request.reason(), request.label()),
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
            invocation.tell(new EngineSignal.Saved(null, operation, List.of(started)));
        } catch (OperationStore.SaveConflict e) {
            return EngineResult.of(store.load(id).orElseThrow(() -> e));
        } catch (OperationStore.TargetBusy e) {
            return busy(request, plan.target(), e.holder());
        }
        return EngineResult.of(operation);
    }

    private EngineResult busy(StartRequest request, Target target, String holder) {
        String word = catalogue
                .family(request.type())
                .map(family -> family.target().word())
                .orElse("target");
        String held = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + " " + target.name()
                + " is held by operation " + holder;
        if (request.ifBusy() == StartRequest.IfBusy.SKIP) {
            String skipped = held + ": skipped, as asked for. Nothing was started.";
            return new EngineResult(Optional.empty(), new NextAction.Succeed(), skipped, List.of());
        }
        return EngineResult.fail(
                NextAction.Code.busy(target),
                held + ". Wait for its end, or look at it: status with operation_id " + holder + ".");
    }

    private static String dryRunSummary(Plan plan) {
        long asks = plan.findings().stream()
                .filter(f -> f.severity() == Finding.Severity.ASK)
                .count();
        return "Dry run: " + plan.summary() + ". " + plan.steps().size()
                + (plan.steps().size() == 1 ? " step, about " : " steps, about ")
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
