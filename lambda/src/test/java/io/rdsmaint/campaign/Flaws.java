package io.rdsmaint.campaign;

import io.rdsmaint.engine.Freeze;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.OpenWait;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.SavedIntent;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.simulator.http.SimulatorResponse.Answer;
import io.rdsmaint.store.OperationJson;
import io.rdsmaint.testkit.lambda.LambdaInvocation;
import io.rdsmaint.testkit.store.ForwardingStore;
import io.rdsmaint.testkit.store.MemoryOperationStore;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mistakes that a function of this kind is most likely to have. */
final class Flaws {
    private static final OperationJson JSON = new OperationJson();
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final Pattern MEMBERS = Pattern.compile("<DBClusterMembers>.*?</DBClusterMembers>", Pattern.DOTALL);
    private static final String FLAGGED = "<IsClusterWriter>true</IsClusterWriter>";

    private Flaws() {}

    /** It saves its intent after the call instead of before. */
    static Flaw savesAfterTheCall() {
        return storing((from, store) -> new ForwardingStore(store) {
            @Override
            public void save(Operation operation, List<LogEntry> events) {
                boolean intends = operation.steps().stream()
                        .anyMatch(s -> s.intent() != null
                                && s.intent().open()
                                && s.intent().invocation().equals(from.id()));
                if (!intends) {
                    super.save(operation, events);
                }
            }
        });
    }

    /** It forgets that it made a call. */
    static Flaw forgetsItsIntents() {
        return storing((from, store) -> new ForwardingStore(store) {
            @Override
            public Optional<Operation> load(String id) {
                return super.load(id).map(op -> edited(op, "\"intent\":\\{.*?\"state\":\"[a-z]+\"[^}]*\\},", ""));
            }
        });
    }

    /** It doesn't wait until a lost call can no longer act. */
    static Flaw doesNotSettle() {
        return storing((from, store) -> new ForwardingStore(store) {
            @Override
            public Optional<Operation> load(String id) {
                return super.load(id).map(op -> {
                    Operation old = op;
                    for (var step : op.steps()) {
                        SavedIntent intent = step.intent();
                        if (intent != null && intent.open()) {
                            old = edited(
                                    old,
                                    "\"at\":\"" + intent.at() + "\"",
                                    "\"at\":\"" + intent.at().minusSeconds(3_600) + "\"");
                        }
                    }
                    return old;
                });
            }
        });
    }

    /** It signs a late request anew. */
    static Flaw signsAnew() {
        return new Flaw() {
            @Override
            public SimulatorRequest arriving(SimulatorRequest request, Instant now) {
                Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                headers.putAll(request.headers());
                headers.put("X-Amz-Date", List.of(DATE.format(now)));
                return new SimulatorRequest(request.method(), request.path(), headers, request.body());
            }
        };
    }

    /** It takes no lock on the cluster. */
    static Flaw takesNoLock() {
        MemoryOperationStore others = new MemoryOperationStore();
        return storing((from, store) -> new ForwardingStore(store) {
            @Override
            public void create(Operation operation, List<LogEntry> events) {
                try {
                    super.create(operation, events);
                } catch (TargetBusy e) {
                    new WatchedStore(others, ((WatchedStore) store).watch(), from).create(operation, events);
                }
            }

            @Override
            public Optional<Operation> load(String id) {
                return super.load(id).or(() -> others.load(id));
            }
        });
    }

    /** It saves over what others have saved. */
    static Flaw savesOverOthers() {
        return storing((from, store) -> new ForwardingStore(store) {
            @Override
            public void save(Operation operation, List<LogEntry> events) {
                try {
                    super.save(operation, events);
                } catch (SaveConflict e) {
                    ((WatchedStore) store).watch().stored(from, operation);
                }
            }
        });
    }

    /** It wakes whoever waits, whether or not that is the owner, and however long ago the wait began. */
    static Flaw wakesAnybody() {
        return storing((from, store) -> new ForwardingStore(store) {
            @Override
            public List<OpenWait> openWaits(String resource) {
                return super.openWaits(resource).stream()
                        .flatMap(wait -> super.load(wait.operationId()).stream()
                                .map(op -> new OpenWait(op.id(), op.owner().executionArn(), wait.token(), Instant.MAX)))
                        .toList();
            }
        });
    }

    /** It tells nothing of the steps that it has done. */
    static Flaw hidesSteps() {
        return storing((from, store) -> new ForwardingStore(store) {
            @Override
            public void save(Operation operation, List<LogEntry> events) {
                super.save(
                        operation,
                        events.stream()
                                .filter(e -> e.type() != LogEntry.Type.STEP_COMPLETED)
                                .toList());
            }
        });
    }

    /** It doesn't ask before what has a gate. */
    static Flaw asksForNoApproval() {
        return storing((from, store) -> new ForwardingStore(store) {
            @Override
            public void create(Operation operation, List<LogEntry> events) {
                super.create(edited(operation, "\"gate\":\"[^\"]*\",", ""), events);
            }
        });
    }

    /** It holds members for available whatever they are. */
    static Flaw isBlindToStatuses() {
        return hearing(text -> text.replaceAll(
                "<DBInstanceStatus>(modifying|rebooting|creating|configuring-[a-z-]+)<",
                "<DBInstanceStatus>available<"));
    }

    /** It takes one class for another. */
    static Flaw confusesClasses(String wanted) {
        return translating(
                text -> text.replace("DBInstanceClass=" + wanted, "DBInstanceClass=db.r6g.2xlarge"),
                text -> text.replace("db.r6g.2xlarge", wanted));
    }

    /** It changes the writer when it means a reader. */
    static Flaw changesTheWriter(String reader, String writer) {
        return translating(
                text -> text.contains("Action=ModifyDBInstance")
                        ? text.replace("DBInstanceIdentifier=" + reader, "DBInstanceIdentifier=" + writer)
                        : text,
                text -> text);
    }

    /** It deletes a member when it means its temporary instance. */
    static Flaw deletesAMember(String member) {
        return translating(
                text -> text.contains("Action=DeleteDBInstance")
                        ? text.replaceAll("DBInstanceIdentifier=[^&]*", "DBInstanceIdentifier=" + member)
                        : text,
                text -> text);
    }

    /** It takes the first member that is flagged for the writer, whoever else is, and when none is, whom it likes. */
    static Flaw takesTheFirstFlagged() {
        return hearing(text -> MEMBERS.matcher(text).replaceAll(found -> {
            String members = found.group();
            String none = members.replace(FLAGGED, FLAGGED.replace("true", "false"));
            int first = members.indexOf(FLAGGED);
            int at = first < 0 ? none.indexOf("<IsClusterWriter>") : first;
            String believed = at < 0
                    ? none
                    : none.substring(0, at) + none.substring(at).replaceFirst("(<IsClusterWriter>)false", "$1true");
            return Matcher.quoteReplacement(believed);
        }));
    }

    /** It leaves its mark on the cluster and doesn't see it. */
    static Flaw leavesItsMark() {
        return new Flaw() {
            private boolean removed;

            @Override
            public SimulatorResponse sending(
                    LambdaInvocation from,
                    SimulatorRequest request,
                    Function<SimulatorRequest, SimulatorResponse> wire) {
                removed |= request.body().text().contains("Action=RemoveTagsFromResource");
                SimulatorRequest sent = replaced(
                        request,
                        text -> text.contains("Action=RemoveTagsFromResource")
                                ? text.replaceAll("TagKeys.member.1=[^&]*", "TagKeys.member.1=nothing")
                                : text);
                SimulatorResponse response = wire.apply(sent);
                return removed
                        ? heard(response, text -> text.replace("rds-maint-operation<", "another-tag<"))
                        : response;
            }
        };
    }

    /** It gives up where it should try again. */
    static Flaw givesUpWhenThrottled() {
        return new Flaw() {
            @Override
            public SimulatorResponse sending(
                    LambdaInvocation from,
                    SimulatorRequest request,
                    Function<SimulatorRequest, SimulatorResponse> wire) {
                return heard(wire.apply(request), text -> text.replace("<Code>Throttling<", "<Code>AccessDenied<"));
            }
        };
    }

    /** It doesn't listen when an execution has ended, nor to the sweep. */
    static Flaw ignoresTheNews() {
        return new Flaw() {
            @Override
            public boolean hears(String event) {
                return !event.contains("detail-type");
            }
        };
    }

    /** It writes what it hears to its log. */
    static Flaw logsEverything() {
        return new Flaw() {
            @Override
            public String logs(SimulatorResponse response) {
                return response instanceof Answer answer ? answer.text() : "";
            }
        };
    }

    /** It doesn't mind whether operations are frozen. */
    static Flaw mindsNoFreeze() {
        return storing((from, store) -> new ForwardingStore(store) {
            @Override
            public Optional<Freeze> freeze() {
                super.freeze();
                return Optional.empty();
            }
        });
    }

    /** It asks whether operations are frozen before it intends a call, and not again before it makes it. */
    static Flaw asksForAFreezeOnce() {
        Set<String> intending = ConcurrentHashMap.newKeySet();
        return storing((from, store) -> new ForwardingStore(store) {
            @Override
            public void save(Operation operation, List<LogEntry> events) {
                super.save(operation, events);
                boolean intends = events.stream().anyMatch(e -> e.type() == LogEntry.Type.INTENT_SAVED);
                if (intends) {
                    intending.add(from.id());
                }
            }

            @Override
            public Optional<Freeze> freeze() {
                Optional<Freeze> there = super.freeze();
                return intending.contains(from.id()) ? Optional.empty() : there;
            }
        });
    }

    /** It keeps to its window only until a step has begun. */
    static Flaw mindsItsWindowAtFirst() {
        return storing((from, store) -> new ForwardingStore(store) {
            @Override
            public Optional<Operation> load(String id) {
                return super.load(id)
                        .map(op -> op.current()
                                        .filter(step -> step.planned().disruptive() && step.startedAt() != null)
                                        .isPresent()
                                ? edited(op, "\"window\":\\{[^}]*\\},", "")
                                : op);
            }
        });
    }

    private static Operation edited(Operation operation, String pattern, String replacement) {
        return JSON.readOperation(JSON.write(operation).replaceAll(pattern, replacement));
    }

    private interface Storing {
        OperationStore of(LambdaInvocation from, OperationStore store);
    }

    private static Flaw storing(Storing storing) {
        return new Flaw() {
            @Override
            public OperationStore storing(LambdaInvocation from, OperationStore store) {
                return storing.of(from, store);
            }
        };
    }

    private static Flaw hearing(UnaryOperator<String> ear) {
        return translating(text -> text, ear);
    }

    private static Flaw translating(UnaryOperator<String> mouth, UnaryOperator<String> ear) {
        return new Flaw() {
            @Override
            public SimulatorResponse sending(
                    LambdaInvocation from,
                    SimulatorRequest request,
                    Function<SimulatorRequest, SimulatorResponse> wire) {
                return heard(wire.apply(replaced(request, mouth)), ear);
            }
        };
    }

    /** Of the services that are asked by forms. */
    private static SimulatorRequest replaced(SimulatorRequest request, UnaryOperator<String> change) {
        return Translated.request(request, text -> text.contains("Action=") ? change.apply(text) : text);
    }

    /** Of the services that answer in XML. */
    private static SimulatorResponse heard(SimulatorResponse response, UnaryOperator<String> change) {
        return Translated.response(response, text -> text.startsWith("<") ? change.apply(text) : text);
    }
}
