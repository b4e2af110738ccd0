/** The command line: one class for each command, and what it prints. */
package nhldata.cli;
