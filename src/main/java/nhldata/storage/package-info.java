/** Objects in S3: the client, the key of each object of every bucket, and what is written and read under these keys. */
package nhldata.storage;
