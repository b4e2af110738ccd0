/** The Camel component {@code pg-copy}: loads CSV files into a table by COPY and merge, in one transaction. */
package nhldata.pgcopy;
