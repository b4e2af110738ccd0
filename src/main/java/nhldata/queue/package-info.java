/** The Kafka end of the games queue: its topic, its clients, and when a game counts as handled. A queue in memory needs none of it. */
package nhldata.queue;
