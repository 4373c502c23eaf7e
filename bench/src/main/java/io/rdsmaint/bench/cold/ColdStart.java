package io.rdsmaint.bench.cold;

import io.rdsmaint.bench.Bar;
import io.rdsmaint.bench.Benchmark;
import io.rdsmaint.bench.Figures;
import io.rdsmaint.bench.Folder;
import io.rdsmaint.bench.Options;
import io.rdsmaint.bench.Table;
import io.rdsmaint.bench.world.WaitingOperation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** From the start of a process to its first answer, beside a naive function and boto3 with the same calls. */
public final class ColdStart implements Benchmark {
    private static final int USUAL_RUNS = 11;
    private static final String NAIVE = "naive, Java 17";
    private static final String NAIVE_25 = "naive, Java 25";
    private static final String ZIP = "our zip";
    private static final String UNPRIMED = "our zip without priming";
    private static final String IMAGE = "our image with its cache";
    private static final String PYTHON = "boto3";

    @Override
    public String name() {
        return "cold";
    }

    @Override
    public String about() {
        return "cold starts beside a naive Java function and boto3";
    }

    @Override
    public Table run(Options options) {
        try (WaitingOperation operation = new WaitingOperation();
                Folder folder = Folder.make()) {
            Certificate certificate = Certificate.in(folder.path());
            try (RecordedCloud cloud = new RecordedCloud(operation.uri(), certificate)) {
                Programs programs = new Programs(folder.path(), certificate);
                Map<String, Variant> variants = variants(programs, Environment.of(cloud.uri()));
                Runs runs =
                        new Runs(cloud, operation.storedLook(), folder.path().resolve("log.txt"));
                runs.all(variants, options.number("runs", USUAL_RUNS));
                return table(variants, runs);
            }
        }
    }

    private static Map<String, Variant> variants(Programs programs, Map<String, String> environment) {
        Map<String, Variant> all = new LinkedHashMap<>();
        Path java25 = Path.of(System.getProperty("java.home"));
        Programs.java(17).ifPresent(home -> all.put(NAIVE, programs.naive(NAIVE, home)));
        all.put(NAIVE_25, programs.naive(NAIVE_25, java25));
        all.put(ZIP, programs.zip(ZIP, Map.of()));
        all.put(UNPRIMED, programs.zip(UNPRIMED, Map.of("PRIMING", "off")));
        all.put(IMAGE, programs.image(IMAGE, environment));
        programs.python(PYTHON).ifPresent(variant -> all.put(PYTHON, variant));
        return all;
    }

    /** What was measured: free and with a share of a processor, by variant. */
    private static final class Runs {
        private final RecordedCloud cloud;
        private final byte[] event;
        private final Path log;
        private final Map<String, List<Start>> free = new LinkedHashMap<>();
        private final Map<String, List<Start>> shared = new LinkedHashMap<>();
        private final List<String> notes = new ArrayList<>();

        Runs(RecordedCloud cloud, byte[] event, Path log) {
            this.cloud = cloud;
            this.event = event;
            this.log = log;
        }

        /** Each in turn, so that what else the machine does meets all alike. */
        void all(Map<String, Variant> variants, int runs) {
            Map<String, String> environment = Environment.of(cloud.uri());
            cloud.calls();
            variants.forEach((name, variant) -> {
                Start.of(variant, event, environment, Optional.empty(), log);
                notes.add(name + ": " + cloud.calls());
            });
            Optional<ProcessorShare> share = ProcessorShare.make();
            try {
                for (int run = 0; run < runs; run++) {
                    variants.forEach((name, variant) -> {
                        free.computeIfAbsent(name, _ -> new ArrayList<>())
                                .add(Start.of(variant, event, environment, Optional.empty(), log));
                        if (share.isPresent()) {
                            shared.computeIfAbsent(name, _ -> new ArrayList<>())
                                    .add(Start.of(variant, event, environment, share, log));
                        }
                    });
                }
            } finally {
                share.ifPresent(ProcessorShare::close);
            }
        }

        Optional<Double> free(String name, ToDoubleFunction<Start> figure) {
            return median(free, name, figure);
        }

        Optional<Double> shared(String name, ToDoubleFunction<Start> figure) {
            return median(shared, name, figure);
        }

        private static Optional<Double> median(
                Map<String, List<Start>> all, String name, ToDoubleFunction<Start> figure) {
            return Optional.ofNullable(all.get(name))
                    .map(starts -> Figures.median(starts.stream().mapToDouble(figure)));
        }
    }

    private static Table table(Map<String, Variant> variants, Runs runs) {
        String naive = variants.containsKey(NAIVE) ? NAIVE : NAIVE_25;
        double base = runs.free(naive, Start::total).orElseThrow();
        Optional<Double> sharedBase = runs.shared(naive, Start::total);
        List<List<String>> rows = new ArrayList<>();
        for (String name : variants.keySet()) {
            double total = runs.free(name, Start::total).orElseThrow();
            Optional<Double> shared = runs.shared(name, Start::total);
            rows.add(List.of(
                    name,
                    Figures.whole(total),
                    Figures.exact(total / base),
                    runs.free(name, Start::first).map(Figures::whole).orElse(""),
                    runs.free(name, Start::processor).map(Figures::whole).orElse(""),
                    runs.free(name, Start::memory).map(Figures::whole).orElse(""),
                    shared.map(Figures::whole).orElse(""),
                    shared.flatMap(ms -> sharedBase.map(all -> Figures.exact(ms / all)))
                            .orElse(""),
                    runs.shared(name, Start::first).map(Figures::whole).orElse("")));
        }
        List<String> notes = new ArrayList<>();
        bars(runs, naive).forEach(bar -> notes.add(bar.note()));
        notes.addAll(runs.notes);
        return new Table(
                "Cold start",
                List.of(
                        "what",
                        "ms",
                        "/ naive",
                        "of it the invocation",
                        "CPU ms",
                        "MiB",
                        "at 1,024 MB",
                        "/ naive",
                        "the invocation"),
                rows,
                notes);
    }

    private static List<Bar> bars(Runs runs, String naive) {
        List<Bar> bars = new ArrayList<>();
        ratio(runs.shared(ZIP, Start::total), runs.shared(naive, Start::total))
                .ifPresent(ratio -> bars.add(new Bar("cold start of the zip / naive at 1,024 MB", ratio, 0.80)));
        ratio(runs.shared(ZIP, Start::first), runs.shared(UNPRIMED, Start::first))
                .ifPresent(ratio -> bars.add(new Bar("first invocation primed / unprimed at 1,024 MB", ratio, 0.17)));
        ratio(runs.free(IMAGE, Start::total), runs.free(naive, Start::total))
                .ifPresent(ratio -> bars.add(new Bar("cold start of the image / naive", ratio, 0.42)));
        ratio(runs.free(IMAGE, Start::total), runs.free(PYTHON, Start::total))
                .ifPresent(ratio -> bars.add(new Bar("cold start of the image / boto3", ratio, 1.7)));
        return bars;
    }

    private static Optional<Double> ratio(Optional<Double> one, Optional<Double> other) {
        return one.flatMap(above -> other.map(below -> above / below));
    }
}
