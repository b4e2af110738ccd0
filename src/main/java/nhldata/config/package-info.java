/** Settings: where they come from, and a typed record for each package that uses them. */
package nhldata.config;
