package io.rdsmaint.gateway.secrets;

/** A user's name and password as a secret holds them; shown to nobody, not even in a log. */
public record Login(String user, String password) {
    @Override
    public String toString() {
        return "Login of " + user;
    }
}
