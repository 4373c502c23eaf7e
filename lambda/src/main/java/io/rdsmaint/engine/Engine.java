package io.rdsmaint.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The executor. Each method is one invocation: it does one thing for one operation, saves it, and answers what comes next. */
public final class Engine {
    /** Who acts when nobody's execution does. */
    private static final String SELF = Product.NAME;

    /** Each further one means that somebody saved meanwhile, such as the news of the former owner's end; chosen. */
    private static final int TAKE_OVER_ATTEMPTS = 3;

    /** Seconds: whoever saved in between has ended by then; chosen. */
    private static final long PAUSE_AFTER_CONFLICT_SECONDS = 3;

    /** Seconds: a throttled bus takes events again by then; chosen. */
    private static final long PAUSE_BEFORE_PUBLISHING_AGAIN_SECONDS = 15;

    /** Seconds: 144 calls a day, of which one execution's history holds two weeks. */
    private static final long LONGEST_PAUSE_BEFORE_PUBLISHING_AGAIN_SECONDS = 600;

    private final OperationStore store;
    private final Publisher publisher;
    private final OperationStarter starter;
    private final Lifecycle lifecycle;
    private final StepExecutor executor;
    private final AnswerHandler answers;
    private final AbandonmentDetector detector;
    private final Catalogue catalogue;
    private final FreezeSwitch freezeSwitch;
    private final Sweep sweep;
    private final WaitEnder waitEnder;

    /**
     * @param jitter random numbers from 0 to 1, which spread retries
     * @param wake whether the machine has waits that an event may end
     */
    public Engine(
            OperationStore store,
            Publisher publisher,
            Executions executions,
            Catalogue catalogue,
            DoubleSupplier jitter,
            boolean wake) {
        this.waitEnder = new WaitEnder(store, executions);
        this.catalogue = catalogue;
        this.store = store;
        this.publisher = publisher;
        Lifecycle lifecycle = new Lifecycle(catalogue);
        this.starter = new OperationStarter(store, catalogue);
        this.executor = new StepExecutor(
                catalogue, lifecycle, jitter, new Holds(store::freeze), new Experience(store), new EventWaits(wake));
        Owners owners = new Owners(executions);
        StoreAge age = new StoreAge(executions);
        this.lifecycle = lifecycle;
        this.answers = new AnswerHandler(executions, owners, age, lifecycle, catalogue);
        this.detector = new AbandonmentDetector(owners, age, lifecycle);
        this.freezeSwitch = new FreezeSwitch(store);
        this.sweep =
                new Sweep(store, executions, detector, this::tell, (invocation, op) -> publish(invocation, SELF, op));
    }

    /** What operations there are. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /**
     * Plans, and unless it is a dry run makes the operation, owned by the starter execution.
     *
     * @throws TransientFailure when the world could not be read just now
     */
    public EngineResult start(Invocation invocation, StartRequest request) {
        return guarded(() -> {
            try {
                EngineResult result = starter.start(invocation, request);
                result.operation().ifPresent(op -> publish(invocation, request.executionArn(), op));
                return result;
            } catch (LastingFailure e) {
                return EngineResult.fail(NextAction.Code.OPERATION_FAILED, "Nothing was started. " + e.getMessage());
            }
        });
    }

    /** Executes or polls the current step. */
    public EngineResult step(Invocation invocation, String operationId, String executionArn) {
        return step(invocation, operationId, executionArn, Seen.NOTHING);
    }

    /**
     * Executes or polls the current step.
     *
     * @param seen what the execution was told last
     */
    public EngineResult step(Invocation invocation, String operationId, String executionArn, Seen seen) {
        return guarded(() -> {
            Invocation.Moment began = invocation.moment();
            Operation op = load(operationId);
            EngineResult result = notTheOwner(op, executionArn).orElseGet(() -> {
                Optional<QuestionDraft> older = StoreAge.behind(op, seen.version());
                boolean rests =
                        op.state() == OperationState.PAUSED && !op.owner().stalled() && older.isEmpty();
                if (op.state().ended() || rests) {
                    return closing(
                            invocation, executionArn, op, EngineResult.of(op).next());
                }
                UnitOfWork session = called(invocation, executionArn, op, seen, began);
                return saving(invocation, session, executionArn, () -> stepped(session, older));
            });
            return counted(result, executionArn, seen);
        });
    }

    /**
     * What an execution is told never says that it has called less than it knows, whatever was saved: its count grows also by calls
     * that stored nothing. Nor does it forget the version that it has seen before a person was asked about a store that lacks it.
     */
    private static EngineResult counted(EngineResult result, String executionArn, Seen seen) {
        return result.operation()
                .filter(op -> seen.told() && op.owner().executionArn().equals(executionArn))
                .map(op -> {
                    OperationBuilder told = op.draft();
                    told.owner = op.owner().counting(seen.calls() + 1);
                    long version = StoreAge.asked(op) ? op.version() : Math.max(op.version(), seen.version());
                    return result.with(told.told(version));
                })
                .orElse(result);
    }

    private NextAction stepped(UnitOfWork session, Optional<QuestionDraft> older) {
        if (older.isEmpty() && session.draft().state != OperationState.PAUSED) {
            return executor.advance(session);
        }
        older.ifPresent(question -> lifecycle.ask(session, question));
        session.save();
        return new NextAction.Ask();
    }

    /** The owner calls: if it was thought to have ended, it was redriven, and people are told that it is back. */
    private UnitOfWork called(
            Invocation invocation, String executionArn, Operation op, Seen seen, Invocation.Moment began) {
        UnitOfWork session = new UnitOfWork(store, invocation, executionArn, op, seen, began);
        session.draft().owner = op.owner().called(seen.calls());
        if (op.owner().stalled()) {
            session.log(
                    LogEntry.Type.OPERATION_TAKEN_OVER,
                    "it had ended and was redriven",
                    "execution " + executionArn + " goes on with the operation");
        }
        return session;
    }

    /** Applies an answer, takes an operation over, passes a person's answer on, or edits. */
    public EngineResult resume(Invocation invocation, ResumeRequest request) {
        return guarded(() -> {
            Operation op = load(request.operationId());
            return switch (request) {
                case ResumeRequest.TakeOver taking -> takenOver(invocation, op.id(), taking.executionArn());
                case ResumeRequest.Answer answer -> answered(invocation, op, answer);
                case ResumeRequest.Relay relay -> relayed(invocation, op, relay);
                case ResumeRequest.Edit edit -> {
                    edited(invocation, op, edit.changes());
                    yield EngineResult.of(load(op.id()));
                }
            };
        });
    }

    private EngineResult answered(Invocation invocation, Operation op, ResumeRequest.Answer answer) {
        String executionArn = answer.executionArn();
        EngineResult answered = notTheOwner(op, executionArn).orElseGet(() -> {
            if (op.state().ended()) {
                return closing(invocation, executionArn, op, EngineResult.of(op).next());
            }
            UnitOfWork session = called(invocation, executionArn, op, answer.seen(), invocation.moment());
            Optional<QuestionDraft> older = StoreAge.behind(op, answer.seen().version());
            EngineResult result = saving(
                    invocation,
                    session,
                    executionArn,
                    () -> older.isPresent()
                            ? stepped(session, older)
                            : answers.answered(session, answer.questionId(), answer.response()));
            tellAnswered(session, op);
            return result;
        });
        return counted(answered, executionArn, answer.seen());
    }

    /**
     * Passes a verified person's answer on, or edits for them, if the operation is as they saw it. Who it was is in the log before
     * anything happens; of two who answer at the same time one is told that it has changed.
     *
     * @throws Verified.Stale when it is not as they saw it; nothing was changed
     * @throws InvalidRequest as {@link #resume} replies
     */
    public Operation resume(Invocation invocation, ResumeRequest request, Verified person) {
        Operation op = load(request.operationId());
        if (op.version() != person.version()) {
            throw new Verified.Stale(op.id(), person.version());
        }
        UnitOfWork session = new UnitOfWork(store, invocation, person.by(), op);
        try {
            switch (request) {
                case ResumeRequest.Edit edit -> answers.edit(session, edit.changes());
                case ResumeRequest.Relay relay -> answers.relay(session, relay.questionId(), relay.response());
                case ResumeRequest.Answer _, ResumeRequest.TakeOver _ ->
                    throw new InvalidRequest("only executions do that");
            }
        } catch (OperationStore.SaveConflict e) {
            throw new Verified.Stale(op.id(), person.version());
        }
        return load(op.id());
    }

    /** What can be refused is refused before anything is changed. */
    private EngineResult relayed(Invocation invocation, Operation op, ResumeRequest.Relay relay) {
        answers.requireAnswer(op, relay.questionId(), relay.response(), invocation.now());
        if (relay.changes() != null) {
            edited(invocation, op, relay.changes());
        }
        answers.relay(load(op.id()), relay.questionId(), relay.response(), invocation.now());
        return EngineResult.of(load(op.id()));
    }

    private void edited(Invocation invocation, Operation op, ResumeRequest.Changes changes) {
        answers.edit(new UnitOfWork(store, invocation, changes.by() == null ? "a person" : changes.by(), op), changes);
    }

    /** An execution ended by itself: if it owned a live operation, people are told. Repeated and late news change nothing. */
    public void executionEnded(Invocation invocation, String executionArn, @Nullable String operationId, String why) {
        store.ofExecution(executionArn)
                .or(() -> operationId == null ? Optional.empty() : store.load(operationId))
                .filter(op -> detector.abandoned(op, invocation.now()))
                .ifPresent(op -> tell(invocation, op, why));
    }

    /** Something about a resource has ended, says an event; see {@link WaitEnder#resourceChanged}. */
    public int resourceChanged(Invocation invocation, String account, String region, String resource) {
        return waitEnder.resourceChanged(invocation, account, region, resource);
    }

    /**
     * Finds live operations that nobody runs, and publishes what could not be published; see {@link Sweep}.
     *
     * @throws RuntimeException the first failure, once all operations have been looked at
     */
    public void sweep(Invocation invocation) {
        sweep.run(invocation);
    }

    /** How long people took, once their answer is stored. */
    private void tellAnswered(UnitOfWork session, Operation before) {
        Question open = before.question();
        Answer last = session.stored().lastAnswer();
        if (open != null && last != null && open.id().equals(last.questionId())) {
            askedAt(before)
                    .ifPresent(asked ->
                            session.invocation().tell(new EngineSignal.Answered(before, open, asked, session.now())));
        }
    }

    /**
     * When the open question was asked for the first time: reminders don't make it younger.
     *
     * @return empty when none is open
     */
    private Optional<Instant> askedAt(Operation op) {
        Question open = op.question();
        return open == null ? Optional.empty() : Optional.of(firstAsked(op, open));
    }

    /** An earlier release did not take down when a question was asked first: then the log tells. */
    private Instant firstAsked(Operation op, Question open) {
        if (open.firstAskedAt() != null) {
            return open.firstAskedAt();
        }
        return open.attempt() == 1
                ? open.askedAt()
                : store.events(op.id()).stream()
                        .filter(e -> e.type() == LogEntry.Type.QUESTION_ASKED
                                && open.id().equals(e.cause()))
                        .map(LogEntry::at)
                        .findFirst()
                        .orElse(open.askedAt());
    }

    /**
     * An operation as it stands.
     *
     * @throws InvalidRequest when there is none of this id
     */
    public Operation load(String operationId) {
        return store.load(operationId)
                .orElseThrow(() -> new InvalidRequest("operation_id '" + operationId
                        + "' is unknown here. The action status without operation_id lists the active operations."));
    }

    /** An operation as it stands, if there is one of this id. */
    public Optional<Operation> find(String operationId) {
        return store.load(operationId);
    }

    /** The operation that an execution owns or owned. */
    public Optional<Operation> ofExecution(String executionArn) {
        return store.ofExecution(executionArn);
    }

    /** An operation's log, oldest first. */
    public List<LogEntry> events(String operationId) {
        return store.events(operationId);
    }

    /** The operations that have not ended. */
    public List<Listed> live() {
        return store.live();
    }

    /** A page of them, the newest start first. */
    public List<Listed> live(int most, @Nullable Position after) {
        return store.live(most, after);
    }

    /** The first of them: what needs somebody, the oldest of it first, then the newest start. */
    public List<Listed> urgent(int most) {
        return store.urgent(most);
    }

    /** The newest operations that have ended, at most so many. */
    public List<Listed> ended(int most) {
        return ended(most, null);
    }

    /** The same after a position. */
    public List<Listed> ended(int most, @Nullable Position after) {
        return most == 0 ? List.of() : store.ended(most, after);
    }

    /**
     * The newest operations that have ended on targets of a name, at most so many.
     *
     * @param history see {@link Target#historyKey}
     */
    public List<Operation> endedOn(String history, int most, @Nullable Position after) {
        return most == 0 ? List.of() : store.endedOn(history, most, after);
    }

    /** Operations that bear a label, live and ended, the newest start first. */
    public List<Operation> labelled(String label, int most, @Nullable Position after) {
        return most == 0 ? List.of() : store.labelled(label, most, after);
    }

    /** The freeze that is in force. */
    public Optional<Freeze> freeze() {
        return store.freeze();
    }

    /** From now on no operation begins a step. */
    public EngineResult freeze(Freeze freeze) {
        return guarded(() -> EngineResult.told(freezeSwitch.freeze(freeze)));
    }

    /** Operations go on. */
    public EngineResult unfreeze() {
        return guarded(() -> EngineResult.told(freezeSwitch.unfreeze()));
    }

    /**
     * What an execution is answered that does not own the operation; empty for the owner. One that handed over is told who
     * goes on, whatever it was told of the start of its successor.
     */
    private Optional<EngineResult> notTheOwner(Operation op, String executionArn) {
        String owner = op.owner().executionArn();
        if (owner.equals(executionArn)) {
            return Optional.empty();
        }
        boolean handedOver = store.events(op.id()).stream()
                .anyMatch(e -> e.type() == LogEntry.Type.OPERATION_HANDED_OVER
                        && e.actor().equals(executionArn));
        if (!handedOver) {
            throw new NotOwner(op.id(), owner);
        }
        return Optional.of(EngineResult.of(op, new NextAction.HandedOver(owner.substring(owner.lastIndexOf(':') + 1))));
    }

    /**
     * Whatever saves in between, such as the news of the former owner's end: the answer sends the machine on to a step, so it
     * must not come before the execution owns the operation. Thrown, it is the machine that tries again later.
     */
    private EngineResult takenOver(Invocation invocation, String operationId, String executionArn) {
        for (int attempt = 1; attempt <= TAKE_OVER_ATTEMPTS; attempt++) {
            UnitOfWork session = new UnitOfWork(store, invocation, executionArn, load(operationId));
            EngineResult result =
                    saving(invocation, session, executionArn, () -> answers.takeOver(session, executionArn));
            if (result.operation()
                    .filter(op -> op.owner().executionArn().equals(executionArn))
                    .isPresent()) {
                return result;
            }
        }
        throw new OperationStore.SaveConflict(operationId);
    }

    private Operation tell(Invocation invocation, Operation op, String why) {
        UnitOfWork session = new UnitOfWork(store, invocation, SELF, op);
        try {
            detector.tell(session, why);
        } catch (OperationStore.SaveConflict | OperationStore.SaveUnknown e) {
            invocation.tell(unsaved(session, e));
            return op;
        }
        return publish(invocation, SELF, session.stored());
    }

    private static EngineSignal.Unsaved unsaved(UnitOfWork session, RuntimeException e) {
        return new EngineSignal.Unsaved(session.stored().id(), String.valueOf(e.getMessage()));
    }

    /** Runs what saves; somebody else's save in between means that this invocation knows nothing any more. */
    private EngineResult saving(Invocation invocation, UnitOfWork session, String actor, Supplier<NextAction> work) {
        NextAction next;
        try {
            next = work.get();
        } catch (OperationStore.SaveConflict | OperationStore.SaveUnknown e) {
            invocation.tell(unsaved(session, e));
            return EngineResult.of(load(session.stored().id()), new NextAction.Wait(PAUSE_AFTER_CONFLICT_SECONDS));
        }
        Operation op = session.shown();
        return closing(
                invocation,
                actor,
                op,
                next instanceof NextAction.Go ? EngineResult.of(op).next() : next);
    }

    /** Publishes what was saved; an operation does not end before everything about it is told. */
    private EngineResult closing(Invocation invocation, String actor, Operation op, NextAction next) {
        Operation told = publish(invocation, actor, op);
        boolean untold = told.state().ended() && !told.outbox().isEmpty();
        return EngineResult.of(told, untold ? new NextAction.Wait(pauseBeforePublishingAgain(invocation, told)) : next);
    }

    /** Grows with the time that the bus has refused: an execution's history must not fill up before the bus is mended. */
    private static long pauseBeforePublishingAgain(Invocation invocation, Operation op) {
        long refusing = Duration.between(op.updatedAt(), invocation.now()).toSeconds();
        return Math.clamp(
                refusing / 4, PAUSE_BEFORE_PUBLISHING_AGAIN_SECONDS, LONGEST_PAUSE_BEFORE_PUBLISHING_AGAIN_SECONDS);
    }

    private Operation publish(Invocation invocation, String actor, Operation op) {
        if (op.outbox().isEmpty()) {
            return op;
        }
        UnitOfWork session = new UnitOfWork(store, invocation, actor, op);
        try {
            publisher.publish(op, op.outbox());
            session.draft().outbox = new ArrayList<>();
            return session.save();
        } catch (TransientFailure | LastingFailure e) {
            invocation.tell(new EngineSignal.Unpublished(op, why(e)));
            return op;
        } catch (OperationStore.SaveConflict | OperationStore.SaveUnknown e) {
            invocation.tell(unsaved(session, e));
            return op;
        }
    }

    /** What the bus said of single events is in the cause. */
    private static String why(RuntimeException e) {
        return e.getCause() instanceof IllegalStateException said
                ? e.getMessage() + ": " + said.getMessage()
                : String.valueOf(e.getMessage());
    }

    private static EngineResult guarded(Supplier<EngineResult> work) {
        try {
            return work.get();
        } catch (InvalidRequest e) {
            return EngineResult.fail(NextAction.Code.INVALID_REQUEST, String.valueOf(e.getMessage()));
        } catch (NotOwner e) {
            return EngineResult.fail(NextAction.Code.NOT_OWNER, String.valueOf(e.getMessage()));
        }
    }
}
