package io.rdsmaint.recovery.plan;

import io.rdsmaint.gateway.drs.SourceServer;

/**
 * Which servers this deployment may work on.
 *
 * @param deployment names it in marks and on jobs
 * @param tag {@code key=value} that a server must carry; empty: none is allowed
 * @param reports the bucket that reports may be written to; empty: none is
 */
public record Scope(String deployment, String tag, String reports) {

    /** True when a server may be worked on. */
    public boolean allows(SourceServer server) {
        String[] parts = tag.split("=", 2);
        return parts.length == 2 && parts[1].equals(server.tags().get(parts[0]));
    }
}
