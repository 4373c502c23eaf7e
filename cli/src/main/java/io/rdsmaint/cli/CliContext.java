package io.rdsmaint.cli;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What every command works with.
 *
 * @param ids texts that are never given twice
 * @param families that the commands know
 */
record CliContext(
        Terminal terminal,
        DeploymentClient deployment,
        Operations operations,
        Supplier<String> ids,
        List<Family> families) {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** Looks every second until it is so; false when it is not within this time. */
    boolean within(Duration most, BooleanSupplier so) {
        for (long look = 0; look <= most.toSeconds(); look++) {
            if (so.getAsBoolean()) {
                return true;
            }
            terminal.pause(BETWEEN_LOOKS);
        }
        return false;
    }
}
