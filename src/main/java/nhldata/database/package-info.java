/** Connections to PostgreSQL: address, pool, roles and migrations. */
package nhldata.database;
