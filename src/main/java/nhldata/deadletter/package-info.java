/** Dead letters: what is written when a game or a schedule fails for good, and what an operator does with it. */
package nhldata.deadletter;
