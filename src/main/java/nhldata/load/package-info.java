/** Stage 4: loads CSVs from the bucket into {@code game_stats}; the COPY itself is {@link nhldata.pgcopy}. */
package nhldata.load;
