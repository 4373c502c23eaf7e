package io.rdsmaint.campaign;

import io.rdsmaint.testkit.lambda.Deployment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Runs of operations drawn by chance, each of them reproducible from its seed. Made once and shared: what it measures runs by is
 * costly to find out. Safe to use from several threads.
 */
public final class Campaign {
    /** How many runs a campaign has before a release, unless told otherwise. */
    static final long RUNS = 20_000;

    /** One in about so many runs keeps its operation in S3, the others in memory. */
    private static final int S3_EVERY = 20;

    private static final Set<Point> EFFECTS = EnumSet.of(Point.CHANGE, Point.SAVE, Point.PUBLISH, Point.EXECUTIONS);
    private static final Pattern VERSION = Pattern.compile("as version \\d+");
    private static final int MOST_STRIKES = 4;

    /** One in so many runs is of a path in a database, which takes far longer than others; no multiple of the number of types. */
    static final int IN_DATABASES_EVERY = 41;

    /** One in so many runs is of a recovery, which takes longer than others: three dozens of polls a launch. */
    static final int OF_RECOVERIES_EVERY = 29;
    /** The same of restores, whose databases are servers of their own. */
    static final int RESTORES_EVERY = 163;

    private static final Map<Boolean, List<FaultKind>> KINDS =
            Arrays.stream(FaultKind.values()).collect(Collectors.partitioningBy(FaultKind::ofStatements));

    private final Deployment deployment;
    private final List<List<Subject>> types;
    private final List<Share> shares;
    private final Map<Subject, Calm> calms = new ConcurrentHashMap<>();

    /** Of the operations on clusters, and of some in their databases and of recovery plans. */
    Campaign(Deployment deployment) {
        this(
                deployment,
                Subject.byType(),
                List.of(
                        new Share(RESTORES_EVERY, Subject.restores()),
                        new Share(IN_DATABASES_EVERY, Subject.inDatabases()),
                        new Share(OF_RECOVERIES_EVERY, Subject.recoveries())));
    }

    /**
     * Of a family.
     *
     * @param types the paths of each type of operation
     */
    public Campaign(Deployment deployment, List<List<Subject>> types) {
        this(deployment, types, List.of());
    }

    private Campaign(Deployment deployment, List<List<Subject>> types, List<Share> shares) {
        this.deployment = deployment;
        this.types = List.copyOf(types);
        this.shares = List.copyOf(shares);
    }

    /** Paths of which one in so many seeds has one: the last of each such row. */
    private record Share(int every, List<Subject> paths) {
        boolean has(long seed) {
            return seed % every == every - 1;
        }

        Subject of(long seed) {
            return paths.get((int) (seed / every % paths.size()));
        }
    }

    /** What one run is to be. */
    public record Draw(Subject subject, Deployment.Store store, long seed, List<Strike> strikes) {}

    /** What became of it: the promises that it broke, with how to see it again. */
    record Outcome(Draw draw, List<String> broken, List<Strike> struck, int invocations, List<String> history) {}

    /** What runs of this subject are measured by; found out once, when it is first asked for. */
    Calm calm(Subject subject) {
        return calms.computeIfAbsent(subject, s -> Calm.of(deployment, s));
    }

    /** Whom the run of a seed is of: seeds in a row go evenly over the types of operations, and within each over its paths. */
    Subject subject(long seed) {
        Optional<Share> share = shares.stream().filter(each -> each.has(seed)).findFirst();
        if (share.isPresent()) {
            return share.get().of(seed);
        }
        List<Subject> paths = types.get((int) (seed % types.size()));
        return paths.get((int) (seed / types.size() % paths.size()));
    }

    /** The run of a seed. */
    Draw draw(long seed) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        Subject subject = subject(seed);
        Deployment.Store store = random.nextInt(S3_EVERY) == 0 ? Deployment.Store.S3 : Deployment.Store.MEMORY;
        List<Strike> strikes = new ArrayList<>();
        int many = 1 + random.nextInt(MOST_STRIKES);
        while (strikes.size() < many) {
            strike(random, calm(subject), inDatabase(subject) && random.nextBoolean())
                    .ifPresent(strikes::add);
        }
        return new Draw(subject, store, seed, strikes);
    }

    private boolean inDatabase(Subject subject) {
        return shares.stream().anyMatch(share -> share.paths().contains(subject));
    }

    private static Optional<Strike> strike(Random random, Calm calm, boolean statements) {
        List<FaultKind> kinds = Objects.requireNonNull(KINDS.get(statements));
        FaultKind kind = kinds.get(random.nextInt(kinds.size()));
        List<Point> points = Arrays.stream(Point.values())
                .filter(p -> kind.points().contains(p) && calm.points().containsKey(p))
                .toList();
        if (points.isEmpty()) {
            return Optional.empty();
        }
        Point point = points.get(random.nextInt(points.size()));
        int ordinal = 1 + random.nextInt(calm.points().getOrDefault(point, 1));
        return Optional.of(new Strike(kind, point, ordinal, random.nextDouble()));
    }

    /** The runs of many seeds. */
    public Stream<Draw> draws(LongStream seeds) {
        return seeds.mapToObj(this::draw);
    }

    /** Runs of a path whose process ends after every request that leaves something behind; see {@link SweepTest}. */
    public Stream<Draw> sweep(Subject path) {
        return sweep(path, 0);
    }

    /**
     * The same from the n-th such request on.
     *
     * @param from counted from 0
     */
    Stream<Draw> sweep(Subject path, int from) {
        List<Strikes.Passed> effects = effects(path);
        return IntStream.range(from, effects.size())
                .filter(i -> differs(effects, i, i - 1) || differs(effects, i, i + 1))
                .mapToObj(effects::get)
                .map(effect -> new Strike(FaultKind.KILLED_AFTER, effect.point(), effect.ordinal(), 0))
                .map(strike -> new Draw(path, Deployment.Store.MEMORY, 1, List.of(strike)));
    }

    /** The requests of a path that leave something behind, in their order. */
    List<Strikes.Passed> effects(Subject path) {
        return calm(path).course().stream()
                .filter(passed -> EFFECTS.contains(passed.point()))
                .toList();
    }

    /** Only polls leave the same behind as what was before or comes next; what is published or changed is never the same. */
    private static boolean differs(List<Strikes.Passed> effects, int at, int other) {
        return other < 0
                || other == effects.size()
                || effects.get(at).point() != Point.SAVE
                || !left(effects.get(at)).equals(left(effects.get(other)));
    }

    private static String left(Strikes.Passed effect) {
        return effect.point() + " " + VERSION.matcher(effect.what()).replaceAll("");
    }

    /** Runs all of these, on all processors. */
    public Report run(Stream<Draw> draws) {
        Report report = new Report();
        each(draws, draw -> {
            report.add(run(draw, Flaw.NONE, false));
            return true;
        });
        return report;
    }

    /** The first run to be over in which a function with a flaw breaks a promise like this. */
    Optional<Outcome> showing(Stream<Draw> draws, Supplier<Flaw> flaw, Predicate<String> like) {
        AtomicReference<Optional<Outcome>> found = new AtomicReference<>(Optional.empty());
        each(draws, draw -> {
            Outcome outcome = run(draw, flaw.get(), false);
            if (outcome.broken().stream().noneMatch(like)) {
                return true;
            }
            found.compareAndSet(Optional.empty(), Optional.of(outcome));
            return false;
        });
        return found.get();
    }

    /** Does something with each, on all processors, as long as it wants more. */
    private void each(Stream<Draw> draws, Predicate<Draw> what) {
        Iterator<Draw> all = draws.iterator();
        AtomicBoolean enough = new AtomicBoolean();
        int processors = Runtime.getRuntime().availableProcessors();
        try (ExecutorService workers = Executors.newFixedThreadPool(processors)) {
            List<Future<?>> working = new ArrayList<>();
            for (int i = 0; i < processors; i++) {
                working.add(workers.submit(() -> {
                    for (Optional<Draw> draw = next(all); draw.isPresent() && !enough.get(); draw = next(all)) {
                        if (!what.test(draw.get())) {
                            enough.set(true);
                        }
                    }
                }));
            }
            for (Future<?> one : working) {
                one.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the campaign was cut short", e);
        }
    }

    private static Optional<Draw> next(Iterator<Draw> all) {
        synchronized (all) {
            return all.hasNext() ? Optional.of(all.next()) : Optional.empty();
        }
    }

    /** Runs what was drawn. */
    Outcome run(Draw draw, Flaw flaw, boolean told) {
        Calm calm = calm(draw.subject());
        Run run = new Run(deployment, draw, flaw, told);
        List<String> broken = new ArrayList<>();
        int invocations = 0;
        try {
            Result result = run.run();
            invocations = result.invocations();
            broken.addAll(Ending.broken(result, calm));
        } catch (Violation e) {
            broken.add(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            broken.add("the run itself failed: " + e);
        } finally {
            run.promises().close();
        }
        return new Outcome(draw, broken, run.strikes().struck(), invocations, run.history());
    }
}
