/** Stage 1: the games that a schedule lists, week by week, and how many are expected. */
package nhldata.schedule;
