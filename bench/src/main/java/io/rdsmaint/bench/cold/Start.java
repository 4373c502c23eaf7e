package io.rdsmaint.bench.cold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One start of one variant.
 *
 * @param total from the start of the process to the answer, ms; where a snapshot is restored, from there
 * @param first from the event to its answer, ms
 * @param processor time of all processors to the answer, ms
 * @param memory most that was resident, MiB
 */
record Start(double total, double first, double processor, double memory) {
    private static final long PATIENCE_SECONDS = 60;

    /**
     * Starts it and ends it.
     *
     * @param shared what it has of a processor once it asks for an event; all where empty
     * @param log takes what it prints
     */
    static Start of(
            Variant variant, byte[] event, Map<String, String> environment, Optional<ProcessorShare> shared, Path log) {
        Process[] running = new Process[1];
        try (RuntimeApi api =
                new RuntimeApi(event, 1, () -> shared.ifPresent(share -> share.limit(running[0].pid())))) {
            ProcessBuilder builder = variant.under(api, environment, log);
            long began = System.nanoTime();
            Process process = builder.start();
            running[0] = process;
            try {
                RuntimeApi.Answer answer = api.first().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                long asked = api.asked().get();
                long from = api.restored().getNow(began);
                double processor =
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
                return new Start(ms(answer.at() - from), ms(answer.at() - asked), processor, memory(process.pid()));
            } finally {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(variant.name() + " did not answer, see " + log + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static double ms(long nanos) {
        return nanos / 1e6;
    }

    private static double memory(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1_024)
                .findFirst()
                .orElse(0);
    }
}
