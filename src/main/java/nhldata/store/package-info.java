/** Stage 3: a box score becomes a CSV with the 70 columns of the contract. */
package nhldata.store;
