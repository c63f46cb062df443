package dev.caravan.journal;

/** Who the journal's database is told that we are. */
public record Login(String username, String password) {
    static final Login NONE = new Login("", "");

    @Override
    public String toString() {
        return username;
    }
}
