/** The pipeline of one process, from start to stop. */
package nhldata.app;
