/** Stage 3: converts a box score to a CSV with the 70 columns of the contract. */
package nhldata.store;
