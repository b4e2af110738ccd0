/** The properties and beans that route files may name. */
package nhldata.bindings;
