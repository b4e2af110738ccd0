/** Objects in S3: the client, the keys of all objects, and reading and writing them. */
package nhldata.storage;
