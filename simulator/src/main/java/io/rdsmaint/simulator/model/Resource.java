package io.rdsmaint.simulator.model;

import java.util.LinkedHashMap;
import java.util.Map;

/** What has an ARN, a name that may change, an identity that does not, a status and tags. */
public abstract sealed class Resource permits Cluster, CustomEndpoint, Instance {

    private final AccountRegion site;
    private final String kind;
    private final String resourceId;
    private final Map<String, String> tags = new LinkedHashMap<>();
    private String id;
    private String status;

    /**
     * @param kind as the ARN has it
     */
    Resource(AccountRegion site, String kind, String id, String resourceId, String status) {
        this.site = site;
        this.kind = kind;
        this.id = id;
        this.resourceId = resourceId;
        this.status = status;
    }

    public AccountRegion site() {
        return site;
    }

    public String id() {
        return id;
    }

    void renamed(String newId) {
        id = newId;
    }

    /** Unlike the identifier it stays with the resource for good and is never used again. */
    public String resourceId() {
        return resourceId;
    }

    public String arn() {
        return site.arn(kind, id);
    }

    public Map<String, String> tags() {
        return tags;
    }

    /** What describes show, which is later than the truth. */
    public String status() {
        return status;
    }

    public void status(String value) {
        status = value;
    }

    /** False once it has been deleted, or before it is there. */
    abstract boolean exists();
}
