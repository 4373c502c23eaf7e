package io.rdsmaint.bench.cold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Many requests to one process, one after the other.
 *
 * @param milliseconds each of the second half took: the first half is for its compilers
 * @param processor time of all processors for one, all of them taken, ms
 */
record Looks(List<Double> milliseconds, double processor) {
    private static final long PATIENCE_SECONDS = 120;

    Looks {
        milliseconds = List.copyOf(milliseconds);
    }

    /** Starts it, asks it this often and ends it. */
    static Looks of(Variant variant, byte[] event, int times, Map<String, String> environment, Path log) {
        try (RuntimeApi api = new RuntimeApi(event, times, () -> {})) {
            Process process = variant.under(api, environment, log).start();
            try {
                api.first().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                Duration before = spent(process);
                long[] all = api.all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                double processor = spent(process).minus(before).toNanos() / 1e6 / Math.max(1, times - 1);
                return new Looks(
                        Arrays.stream(all, times / 2, times)
                                .mapToObj(nanos -> nanos / 1e6)
                                .toList(),
                        processor);
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

    private static Duration spent(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
