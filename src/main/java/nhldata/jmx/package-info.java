/** What an operator does, as MBeans: the verbs of the command line for who sits at Hawtio or another JMX console. */
package nhldata.jmx;
