/** PostgreSQL and S3 for {@code make step1} and the tests, as local servers with their data in a folder. */
package nhldata.embedded;
