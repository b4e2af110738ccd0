/** Stage 2: the game that is fetched, and the biographies that complete its box score. */
package nhldata.boxscore;
