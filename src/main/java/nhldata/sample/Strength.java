package nhldata.sample;

/** Of the shooting team when the shot was taken. */
enum Strength {
    EVEN, POWER_PLAY, SHORT_HANDED,
    /** Into the empty net: no goalie was beaten. */
    EMPTY_NET
}
