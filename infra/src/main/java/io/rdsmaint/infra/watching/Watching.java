package io.rdsmaint.infra.watching;

import software.constructs.Construct;

/** The alarms, and the dashboard that shows them with everything that explains them. */
public final class Watching extends Construct {
    /** Both, for what is deployed. */
    public Watching(Construct scope, String id, Watched watched) {
        super(scope, id);
        Alarms alarms = new Alarms(this, "Alarms", watched);
        new Overview(this, "Overview", watched, alarms.all());
    }
}
