/** This process among others: its identity as the owner of runs and claims, and work in its background. */
package nhldata.process;
