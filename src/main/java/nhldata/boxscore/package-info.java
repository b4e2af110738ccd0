/** Stage 2: fetches the box score of a game, and the bios that complete it. */
package nhldata.boxscore;
