/** Values of the ledger (the tables of schema {@code etl}) that Java shares with SQL, routes and metrics. */
package nhldata.ledger;
