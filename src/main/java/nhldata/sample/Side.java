package nhldata.sample;

enum Side {
    AWAY("away"), HOME("home");

    private final String word;

    Side(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    Side other() {
        return this == AWAY ? HOME : AWAY;
    }
}
