/** The settings: where they come from, what each may be, and the two that are more than a value: roles and the games channel. */
package nhldata.config;
