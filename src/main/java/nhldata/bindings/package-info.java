/** The properties and beans that route files may use. */
package nhldata.bindings;
