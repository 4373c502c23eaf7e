package io.rdsmaint.gateway.instances;

/** What EC2's two checks say of an instance, in its words: {@code ok}, {@code initializing}, {@code impaired}, {@code insufficient-data}. */
public record InstanceStatus(String system, String instance) {

    public boolean ok() {
        return system.equals("ok") && instance.equals("ok");
    }

    @Override
    public String toString() {
        return "system " + system + ", instance " + instance;
    }
}
