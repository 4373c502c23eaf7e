package io.rdsmaint.simulator.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What clients suffered, written by the model alone. */
public final class Ledger {

    private record Key(Harm harm, String cluster, String subject) {}

    private final List<Interruption> ended = new ArrayList<>();
    private final Map<Key, Interruption> open = new LinkedHashMap<>();
    private final List<Incident> incidents = new ArrayList<>();

    /** States whether a lasting harm holds now; opens or ends its entry when that changes. */
    public void holds(Harm harm, String cluster, String subject, boolean now, Instant at, String cause) {
        Key key = new Key(harm, cluster, subject);
        Interruption current = open.get(key);
        if (now && current == null) {
            open.put(key, new Interruption(harm, cluster, subject, at, Optional.empty(), cause));
        } else if (!now && current != null) {
            open.remove(key);
            if (at.isAfter(current.start())) {
                ended.add(current.ended(at));
            }
        }
    }

    /** Ends every lasting harm of a subject that is gone. */
    public void gone(String cluster, String subject, Instant at) {
        List.copyOf(open.keySet()).stream()
                .filter(key -> key.cluster().equals(cluster) && key.subject().equals(subject))
                .forEach(key -> holds(key.harm(), cluster, subject, false, at, ""));
    }

    /** Ends every lasting harm of a cluster that is gone. */
    public void gone(String cluster, Instant at) {
        List.copyOf(open.keySet()).stream()
                .filter(key -> key.cluster().equals(cluster))
                .forEach(key -> holds(key.harm(), cluster, key.subject(), false, at, ""));
    }

    /** Notes a harm done at one moment. */
    public void note(Harm harm, String cluster, String subject, Instant at, String detail) {
        incidents.add(new Incident(harm, cluster, subject, at, detail));
    }

    /** All lasting harms, ended ones first. */
    public List<Interruption> interruptions() {
        var all = new ArrayList<>(ended);
        all.addAll(open.values());
        return List.copyOf(all);
    }

    /** The lasting harms of one kind. */
    public List<Interruption> interruptions(Harm harm) {
        return interruptions().stream().filter(each -> each.harm() == harm).toList();
    }

    /** All harms done at one moment, oldest first. */
    public List<Incident> incidents() {
        return List.copyOf(incidents);
    }

    /** The harms of one kind done at one moment. */
    public List<Incident> incidents(Harm harm) {
        return incidents.stream().filter(each -> each.harm() == harm).toList();
    }

    /** How long a kind of harm lasted in all, over every subject. */
    public Duration total(Harm harm, Instant now) {
        return interruptions(harm).stream().map(each -> each.length(now)).reduce(Duration.ZERO, Duration::plus);
    }
}
