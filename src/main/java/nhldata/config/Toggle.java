package nhldata.config;

/** A switch that the application may decide by itself. */
public enum Toggle { AUTO, TRUE, FALSE }
