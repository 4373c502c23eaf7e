package io.rdsmaint.bench.cold;

import io.rdsmaint.bench.Bar;
import io.rdsmaint.bench.Benchmark;
import io.rdsmaint.bench.Figures;
import io.rdsmaint.bench.Folder;
import io.rdsmaint.bench.Options;
import io.rdsmaint.bench.Table;
import io.rdsmaint.bench.world.WaitingOperation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** A look that sees nothing new, by a process that has made many, beside boto3 with the same calls. */
public final class WarmLook implements Benchmark {
    private static final int USUAL_LOOKS = 400;
    private static final int ROUNDS = 3;
    private static final String ZIP = "our zip";
    private static final String PYTHON = "boto3";

    @Override
    public String name() {
        return "warm";
    }

    @Override
    public String about() {
        return "looks that see nothing new beside boto3";
    }

    @Override
    public Table run(Options options) {
        int looks = options.number("looks", USUAL_LOOKS);
        try (WaitingOperation operation = new WaitingOperation();
                Folder folder = Folder.make()) {
            Certificate certificate = Certificate.in(folder.path());
            try (RecordedCloud cloud = new RecordedCloud(operation.uri(), certificate)) {
                Programs programs = new Programs(folder.path(), certificate);
                Map<String, Variant> variants = new LinkedHashMap<>();
                variants.put(ZIP, programs.zip(ZIP, Map.of()));
                programs.python(PYTHON).ifPresent(one -> variants.put(PYTHON, one.with("NAIVE_STORES", "no")));
                Map<String, List<Looks>> all = new LinkedHashMap<>();
                List<String> notes = new ArrayList<>();
                for (int round = 0; round < ROUNDS; round++) {
                    for (Variant variant : variants.values()) {
                        all.computeIfAbsent(variant.name(), _ -> new ArrayList<>())
                                .add(Looks.of(
                                        variant,
                                        operation.look(),
                                        looks,
                                        Environment.of(cloud.uri()),
                                        folder.path().resolve("log.txt")));
                        String calls = cloud.callsOfOne(looks);
                        if (round == 0) {
                            notes.add(variant.name() + " calls in each: " + calls);
                        }
                    }
                }
                return table(all, notes);
            }
        }
    }

    private static Table table(Map<String, List<Looks>> all, List<String> notes) {
        List<List<String>> rows = new ArrayList<>();
        Map<String, Double> middle = new LinkedHashMap<>();
        all.forEach((name, rounds) -> {
            double p50 = of(
                    rounds,
                    looks -> Figures.quantile(looks.milliseconds().stream().mapToDouble(ms -> ms), 0.5));
            middle.put(name, p50);
            rows.add(List.of(
                    name,
                    Figures.exact(p50),
                    Figures.exact(of(
                            rounds,
                            looks -> Figures.quantile(
                                    looks.milliseconds().stream().mapToDouble(ms -> ms), 0.99))),
                    Figures.exact(of(rounds, Looks::processor))));
        });
        List<String> told = new ArrayList<>();
        if (middle.containsKey(PYTHON)) {
            told.add(new Bar(
                            "a warm look's p50 / boto3's",
                            middle.getOrDefault(ZIP, 0.0) / middle.getOrDefault(PYTHON, 1.0),
                            1.0)
                    .note());
        }
        told.addAll(notes);
        return new Table(
                "Warm looks that see nothing new", List.of("what", "p50, ms", "p99, ms", "CPU a look, ms"), rows, told);
    }

    private static double of(List<Looks> rounds, ToDoubleFunction<Looks> figure) {
        return Figures.median(rounds.stream().mapToDouble(figure));
    }
}
