/** The games queue in Kafka: its topic, its clients, and acknowledgements. A queue in memory needs none of it. */
package nhldata.queue;
