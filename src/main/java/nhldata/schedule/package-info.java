/** Stage 1: the games in the schedule, week by week, and how many are expected. */
package nhldata.schedule;
