package io.rdsmaint.local.clock;

import java.util.Base64;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Identifiers and chance, from one seedable source. */
public final class Ids {
    private static final int TOKEN_BYTES = 384;

    private final RandomGenerator random;

    /** The source is used by one thread at a time. */
    public Ids(RandomGenerator random) {
        this.random = random;
    }

    /** A random UUID, as AWS uses for names, events and requests. */
    public synchronized String uuid() {
        long most = (random.nextLong() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
        long least = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(most, least).toString();
    }

    /** A task token, as long and as unreadable as AWS's. */
    public synchronized String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return "AQC" + Base64.getEncoder().encodeToString(bytes);
    }

    /** A number from 0 to 1, for jitter. */
    public synchronized double chance() {
        return random.nextDouble();
    }
}
