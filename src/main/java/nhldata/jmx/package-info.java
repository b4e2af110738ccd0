/** The operator commands as MBeans, for Hawtio and other JMX consoles. */
package nhldata.jmx;
