/** The Camel component {@code pg-copy}: CSV files into a table by COPY and merge, in one transaction. */
package nhldata.pgcopy;
