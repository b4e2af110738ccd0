/** The command line: one class per command, and their output. */
package nhldata.cli;
