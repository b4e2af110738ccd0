package nhldata.config;

/** A switch that the program may decide by itself. */
public enum Toggle { AUTO, TRUE, FALSE }
