package nhldata.faults.explore;

/** What happens at a point, the simplest first: a history that is cut down ends with these. */
enum Act {
    KILL("kill -9"),
    TERMINATE("SIGTERM"),
    FREEZE("SIGSTOP, and SIGCONT a moment later"),
    OVERSLEEP("SIGSTOP for longer than its lease, while another run does its work"),
    MOVE("meanwhile its game is moved by a day"),
    CORRECTION("meanwhile its game is corrected"),
    LOADER("meanwhile somebody types make run_sql"),
    OTHER_RUN("meanwhile somebody asks for what is missing"),
    LOSE_ANSWER("the answer is lost"),
    CUT("the request is lost"),
    REFUSE("is refused"),
    REFUSE_ALWAYS("is refused, and so is each like it until the command has ended"),
    AWAY("the server is away for a moment"),
    LONG_AWAY("the server is away for longer than anybody's patience"),
    SERVER_KILLED("PostgreSQL's first process is killed");

    final String words;

    Act(String words) {
        this.words = words;
    }
}
