package nhldata.faults;

/**
 * The durable steps of a run, in its order, each with how it is recognised on its way to PostgreSQL or S3. The program
 * knows nothing of this: a statement or a key that is spelt differently one day makes the campaign say that it was never
 * reached.
 */
public enum Checkpoint {

    RUN_ROW("the run's row", Where.POSTGRES, "^insert into etl\\.run "),
    DAYS("the schedule's days", Where.POSTGRES, "^insert into etl\\.day"),
    GAMES("the schedule's games", Where.POSTGRES, "^insert into etl\\.game .*away_team_id"),
    QUEUE("the queueing of the games", Where.POSTGRES, "set state = 'queued'"),
    CLAIM_GAME("the claim of a game to fetch", Where.POSTGRES, "set state = 'fetching'"),
    RAW_PUT("the put of a raw box score", Where.S3, "^PUT /.*/raw/boxscore/"),
    ROSTER_PUT("the put of a roster", Where.S3, "^PUT /.*/raw/roster/"),
    ROSTER_ROW("the roster's row", Where.POSTGRES, "^insert into etl\\.document"),
    CSV_PUT("the put of a CSV", Where.S3, "^PUT /.*/player_game_stats/"),
    MARK_STORED("the mark \"stored\"", Where.POSTGRES, "set state = 'stored', source = "),
    CLAIM_STORED("the loader's claim", Where.POSTGRES, "set state = 'loading'"),
    CSV_GET("the read of a CSV", Where.S3, "^GET /.*/player_game_stats/"),
    COPY_LINES("the lines of the staging COPY", Where.POSTGRES, "^lines of a COPY$"),
    COPY_END("the end of the staging COPY", Where.POSTGRES, "^end of a COPY$"),
    MERGE("the merge into game_stats", Where.POSTGRES, "^insert into \"public\"\\.\"game_stats\""),
    MARK_LOADED("the mark \"loaded\"", Where.POSTGRES, "change as .*set state = 'loaded'"),
    COMMIT("the commit", Where.POSTGRES, "^COMMIT of a COPY$"),
    LETTER_PUT("the put of a dead letter", Where.S3, "^PUT /[^/]*-dead/.*\\.json"),
    LETTER_ROW("the dead letter's row", Where.POSTGRES, "insert into etl\\.dead_letter"),
    CORRECTIONS("the notes of the corrections", Where.POSTGRES, "insert into etl\\.correction"),
    RUN_END("the end of the run", Where.POSTGRES, "update etl\\.run as r set status = case");

    public enum Where { POSTGRES, S3 }

    public final String words;
    public final Where where;
    public final String pattern;

    Checkpoint(String words, Where where, String pattern) {
        this.words = words;
        this.where = where;
        this.pattern = pattern;
    }
}
