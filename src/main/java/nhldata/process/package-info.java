/** The identity of this process as the owner of runs and claims, and background tasks. */
package nhldata.process;
