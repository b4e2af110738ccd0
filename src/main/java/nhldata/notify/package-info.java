/** Stage 6: notifications and the channels that carry them. */
package nhldata.notify;
