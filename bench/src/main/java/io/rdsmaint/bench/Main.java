package io.rdsmaint.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs benchmarks; {@code scripts/bench --help} says how. */
final class Main {
    private static final int USAGE = 2;

    private Main() {}

    public static void main(String[] arguments) {
        int status = 0;
        try {
            run(arguments);
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            status = 1;
        }
        // What was measured may have left threads behind.
        System.exit(status);
    }

    private static void run(String[] arguments) throws IOException {
        Map<String, Integer> numbers = new HashMap<>();
        Path json = null;
        List<Benchmark> chosen = Benchmarks.ALL;
        for (int i = 0; i < arguments.length; i++) {
            String word = arguments[i];
            if (word.equals("--json")) {
                json = Path.of(arguments[++i]);
            } else if (word.startsWith("--")) {
                numbers.put(word.substring(2), Integer.parseInt(arguments[++i]));
            } else {
                chosen = List.of(Benchmarks.find(word).orElseGet(() -> unknown(word)));
            }
        }
        StringBuilder documents = new StringBuilder();
        for (Benchmark one : chosen) {
            Table table = one.run(new Options(numbers));
            System.out.println(table.text());
            System.out.println();
            documents.append(table.json()).append('\n');
        }
        System.out.println("On " + machine() + ".");
        if (json != null) {
            Files.writeString(json, documents);
        }
    }

    private static Benchmark unknown(String word) {
        System.err.println("There is no benchmark " + word + "; there are:");
        Benchmarks.ALL.forEach(one -> System.err.println("  " + one.name() + "  " + one.about()));
        System.exit(USAGE);
        throw new IllegalStateException();
    }

    private static String machine() {
        return Runtime.getRuntime().availableProcessors() + " processors (" + System.getProperty("os.arch") + "), "
                + System.getProperty("os.name") + ", Java " + Runtime.version();
    }
}
