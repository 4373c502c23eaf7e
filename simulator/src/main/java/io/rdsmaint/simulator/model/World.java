package io.rdsmaint.simulator.model;

import io.rdsmaint.simulator.faults.FaultBook;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Everything that exists: the sites, the time, and what is shared between them. */
public final class World {

    /** The account of the ready-made scenarios. */
    public static final String ACCOUNT = "123456789012";

    /** The region of the ready-made scenarios. */
    public static final String REGION = "us-east-1";

    private record Place(String account, String region) {}

    private final InstantSource clock;
    private final Random random;
    private final Random views;
    private final Names names;
    private final Names requestIds;
    private final Timeline timeline;
    private final FaultBook faults;
    private final Ledger ledger = new Ledger();
    private final Map<Place, AccountRegion> sites = new LinkedHashMap<>();
    private final Map<String, GlobalCluster> globalClusters = new LinkedHashMap<>();
    private final Map<String, String> externalIds = new LinkedHashMap<>();
    private final Set<String> withheld = new LinkedHashSet<>();
    private final Set<String> brokenKeys = new LinkedHashSet<>();
    private Duration statementLimit = Duration.ofSeconds(45);
    private Durations durations = Durations.realistic();
    private BlueGreenDurations blueGreen = BlueGreenDurations.realistic();
    private Durations.Range roleLag = new Durations.Range(0, 0);
    private Durations.Range eventLead = new Durations.Range(0, 0);
    private final Random leads;

    public World(InstantSource clock, long seed, FaultBook faults) {
        this.clock = clock;
        this.random = new Random(seed);
        this.names = new Names(new Random(seed + 1));
        this.requestIds = new Names(new Random(seed + 2));
        this.views = new Random(seed + 3);
        this.leads = new Random(seed + 4);
        this.timeline = new Timeline(clock.instant());
        this.faults = faults;
    }

    /** Carries out what has come due since the last look; {@code afterEach} runs after each transition. */
    public void catchUp(Runnable afterEach) {
        timeline.runUntil(clock.instant(), this::stuck, afterEach);
    }

    public Instant now() {
        return timeline.now();
    }

    /** The time by the clock, which may be ahead of what has been carried out. */
    public InstantSource clock() {
        return clock;
    }

    public Names names() {
        return names;
    }

    /** The id of the next request; drawn by itself, so that looking changes nothing of what becomes of the world. */
    public String requestId() {
        return requestIds.uuid();
    }

    public Ledger ledger() {
        return ledger;
    }

    public FaultBook faults() {
        return faults;
    }

    /** How long, in real time, a call to a database may take before it is given up. */
    public Duration statementLimit() {
        return statementLimit;
    }

    public void statementLimit(Duration value) {
        statementLimit = value;
    }

    public Durations durations() {
        return durations;
    }

    public void durations(Durations value) {
        durations = value;
    }

    /** How long the parts of a blue/green deployment take. */
    public BlueGreenDurations blueGreen() {
        return blueGreen;
    }

    public void blueGreen(BlueGreenDurations value) {
        blueGreen = value;
    }

    /** For how long after a change of the writer describes show no writer, or two; nothing when it never is. */
    public Durations.Range roleLag() {
        return roleLag;
    }

    public void roleLag(Durations.Range value) {
        roleLag = value;
    }

    /** By how much statuses show later what an event has told; nothing when both come at once. */
    public void eventLead(Durations.Range value) {
        eventLead = value;
    }

    /** Such a length, drawn by itself, so that worlds without it stay as they are. */
    public Duration eventLead() {
        return eventLead.most() == 0 ? Duration.ZERO : eventLead.draw(leads);
    }

    /** Does what an event has told of already: at once, or as much later as statuses follow events. */
    public void afterEvent(String resource, Runnable effect) {
        Duration lead = eventLead();
        if (lead.isZero()) {
            effect.run();
        } else {
            timeline.after(lead, resource, effect);
        }
    }

    /** Chance for what is only shown, drawn by itself, so that showing changes nothing of what becomes of the world. */
    public RandomGenerator views() {
        return views;
    }

    /** A length drawn from a range, repeatable by the seed. */
    public Duration draw(Durations.Range range) {
        return range.draw(random);
    }

    /** Schedules a transition of an instance. */
    public void after(Duration delay, Instance instance, Runnable action) {
        timeline.after(delay, instance.resourceId(), action);
    }

    /** Schedules a transition of a cluster. */
    public void after(Duration delay, Cluster cluster, Runnable action) {
        timeline.after(delay, cluster.resourceId(), action);
    }

    /** Schedules a transition of a blue/green deployment. */
    public void after(Duration delay, BlueGreenDeployment deployment, Runnable action) {
        timeline.after(delay, deployment.id(), action);
    }

    /** Schedules a transition of a snapshot. */
    public void after(Duration delay, ClusterSnapshot snapshot, Runnable action) {
        timeline.after(delay, snapshot.arn(), action);
    }

    /** Schedules something that no fault holds up. */
    public void after(Duration delay, String what, Runnable action) {
        timeline.after(delay, what, action);
    }

    /** Forgets what was to become of an instance. */
    public void cancel(Instance instance) {
        timeline.cancel(instance.resourceId());
    }

    /** Does something once a minute from now on. */
    public void everyMinute(Runnable action) {
        timeline.after(Duration.ofMinutes(1), "every-minute", () -> {
            action.run();
            everyMinute(action);
        });
    }

    /** Global databases by identifier. */
    public Map<String, GlobalCluster> globalClusters() {
        return globalClusters;
    }

    /** External ids that roles ask for, by role ARN. */
    public Map<String, String> externalIds() {
        return externalIds;
    }

    /**
     * Actions such as {@code rds:CreateDBInstance} that the caller's policies don't allow, as far as other services check them: a
     * call of the action itself is not refused for it.
     */
    public Set<String> withheld() {
        return withheld;
    }

    /** ARNs and aliases of keys that are disabled, or whose own policies leave the caller out. */
    public Set<String> brokenKeys() {
        return brokenKeys;
    }

    /** The site of an account and region, made when first asked for. */
    public AccountRegion site(String account, String region) {
        return sites.computeIfAbsent(new Place(account, region), place -> new AccountRegion(this, account, region));
    }

    public Collection<AccountRegion> sites() {
        return List.copyOf(sites.values());
    }

    /** Publishes an event about an instance. */
    public void event(Instance instance, String category, String message) {
        publish(
                instance.cluster().site(),
                new Event(now(), "db-instance", instance.id(), instance.arn(), List.of(category), message));
    }

    /** Publishes an event about a cluster. */
    public void event(Cluster cluster, String category, String message) {
        publish(
                cluster.site(),
                new Event(now(), "db-cluster", cluster.id(), cluster.arn(), List.of(category), message));
    }

    /** Publishes an event about a blue/green deployment of a site. */
    public void event(AccountRegion site, BlueGreenDeployment deployment, String category, String message) {
        String arn = site.arn("deployment", deployment.id());
        site.add(new Event(now(), "blue-green-deployment", deployment.id(), arn, List.of(category), message));
    }

    /** Publishes an event about a cluster snapshot. */
    public void event(ClusterSnapshot snapshot, String message) {
        snapshot.site()
                .add(new Event(
                        now(), "db-cluster-snapshot", snapshot.id(), snapshot.arn(), List.of("backup"), message));
    }

    /** Publishes an event about a parameter group. */
    public void event(ParameterGroup group, AccountRegion site, String message) {
        String arn = site.arn(group.ofClusters() ? "cluster-pg" : "pg", group.name());
        List<String> categories = List.of("configuration change");
        publish(site, new Event(now(), "db-parameter-group", group.name(), arn, categories, message));
    }

    private void publish(AccountRegion site, Event event) {
        if (!faults.eventMissing(event.source())) {
            site.add(event);
        }
    }

    /** Notes what an instance's clients suffered at this moment; one of a cluster out of production has none. */
    public void note(Harm harm, Instance instance, String detail) {
        if (instance.cluster().live()) {
            ledger.note(harm, instance.cluster().id(), instance.id(), now(), detail);
        }
    }

    /** Notes what a cluster's clients suffered at this moment. */
    public void note(Harm harm, Cluster cluster, String detail) {
        ledger.note(harm, cluster.id(), cluster.id(), now(), detail);
    }

    private boolean stuck(String resource) {
        if (faults.faults().isEmpty()) {
            return false;
        }
        boolean deployment = sites.values().stream()
                .flatMap(site -> site.blueGreenDeployments().values().stream())
                .anyMatch(each ->
                        each.id().equals(resource) && each.names().stream().anyMatch(faults::stuck));
        return deployment || clusterStuck(resource);
    }

    private boolean clusterStuck(String resource) {
        return sites.values().stream()
                .flatMap(site -> site.clusters().stream())
                .anyMatch(cluster -> (cluster.resourceId().equals(resource) && faults.stuck(cluster.id()))
                        || cluster.instances().stream()
                                .anyMatch(each -> each.resourceId().equals(resource) && faults.stuck(each.id())));
    }
}
